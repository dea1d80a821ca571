// Says where the slides of a talk stand.
import { Alert, Loader, Text } from '@mantine/core';
import type { Talk } from '#shared/presentations/contract.ts';
import { Due } from '#client/kit/Due.tsx';
import { Moment } from '#client/kit/Moment.tsx';

export const SlidesState = ({ talk, timeZone }: { talk: Talk; timeZone: string }) => {
  const { slides, slidesDueAt } = talk;
  if (!slides)
    return (
      <Text size="sm" c="dimmed">
        No slides yet; <Due at={slidesDueAt} zone={timeZone} />.
      </Text>
    );
  const { document, uploadedAt, uploadedBy, late } = slides;
  return (
    <>
      <Text size="sm" c="dimmed" className="figures">
        {document.state === 'ready' &&
          `${document.pageCount === 1 ? '1 slide' : `${String(document.pageCount)} slides`}, `}
        uploaded by {uploadedBy} <Moment at={uploadedAt} zone={timeZone} />
        {late && (
          <Text span c="var(--warn)" fw={600}>
            , late
          </Text>
        )}
      </Text>
      {document.state === 'reading' && (
        <Text size="sm" c="dimmed" role="status">
          <Loader size={13} mr={8} style={{ verticalAlign: '-2px' }} />
          The slides are being read; they open in a moment.
        </Text>
      )}
      {document.problem !== null && (
        <Alert color="red" variant="light" py="xs">
          {document.problem}
          {document.state === 'ready' && ' The slides from before are shown.'}
        </Alert>
      )}
    </>
  );
};
