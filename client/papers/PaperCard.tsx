// A paper as it stands in the programme of its meeting: picture, data, abstract, and the way into the reader.
import { Alert, Anchor, Box, Group, Loader, Text, Title } from '@mantine/core';
import { IconBook2, IconExternalLink } from '@tabler/icons-react';
import { Abstract } from './Abstract.tsx';
import type { ReactNode } from 'react';
import type { PaperView } from '#shared/papers/contract.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Thumbnail } from './Thumbnail.tsx';

const DocumentState = ({ document }: { document: PaperView['document'] }) => {
  if (document === null)
    return (
      <Text size="sm" c="dimmed">
        Its PDF has not been uploaded yet.
      </Text>
    );
  if (document.state === 'reading')
    return (
      <Group gap={8} role="status">
        <Loader size={14} />
        <Text size="sm" c="dimmed">
          The PDF is being read; it can be opened in a moment.
        </Text>
      </Group>
    );
  if (document.state === 'refused')
    return (
      <Alert color="red" variant="light" py="xs">
        {document.problem ?? 'This PDF cannot be read.'}
      </Alert>
    );
  if (document.textState === 'good') return null;
  return (
    <Text size="sm" c="var(--warn)">
      {document.textState === 'none'
        ? 'This PDF is a scan without text: areas can be marked, words cannot.'
        : 'The text inside of this PDF is garbled: selected words may not read as printed.'}
    </Text>
  );
};

/** `menu` is the staff's. */
export const PaperCard = ({ paper, menu }: { paper: PaperView; menu?: ReactNode }) => {
  const { document } = paper;
  const source = [paper.venue, paper.year].filter((part) => part !== null && part !== '').join(' ');
  return (
    <Box component="article" className="card paper-card" aria-label={paper.title}>
      <Thumbnail document={document} width={7} />
      <div style={{ minWidth: 0 }}>
        <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
          <Title order={3} fz="1.2rem" lh={1.3} style={{ overflowWrap: 'anywhere' }}>
            {paper.title}
          </Title>
          {menu}
        </Group>
        {paper.authors.length > 0 && <Text mt={4}>{paper.authors.join(', ')}</Text>}
        <Text size="sm" c="dimmed" component="div" className="figures">
          {[source, document?.state === 'ready' ? `${String(document.pageCount)} pages` : '']
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {paper.abstract !== '' && <Abstract text={paper.abstract} />}
        <Box mt="sm">
          <DocumentState document={document} />
        </Box>
        <Group mt="sm" gap="md">
          {document?.state === 'ready' && (
            <LinkButton
              to="/documents/$documentId"
              params={{ documentId: document.id }}
              variant="light"
              leftSection={<IconBook2 size={18} />}
            >
              Read
            </LinkButton>
          )}
          {paper.link !== '' && (
            <Anchor href={paper.link} target="_blank" rel="noopener noreferrer" size="sm">
              Publisher’s page <IconExternalLink size={14} style={{ verticalAlign: '-2px' }} />
            </Anchor>
          )}
        </Group>
      </div>
    </Box>
  );
};
