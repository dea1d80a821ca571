// A paper in one line: picture, title, authors; a link to the reader when there is something to read.
import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PaperView } from '#shared/papers/contract.ts';
import { Thumbnail } from './Thumbnail.tsx';

/** `Lamport`, `Lamport and Liskov`, `Lamport, Liskov and 3 more`. */
const shortAuthors = (authors: readonly string[]): string => {
  const [first, second, ...more] = authors;
  if (second === undefined) return first ?? '';
  if (more.length === 0) return `${first ?? ''} and ${second}`;
  return `${first ?? ''}, ${second} and ${String(more.length)} more`;
};

const Lines = ({ paper }: { paper: PaperView }) => (
  <>
    <Thumbnail document={paper.document} width={3.5} />
    <span style={{ minWidth: 0 }}>
      <span className="paper-title two-lines">{paper.title}</span>
      <Text span size="sm" c="dimmed" lineClamp={1}>
        {shortAuthors(paper.authors)}
      </Text>
      {paper.document?.state !== 'ready' && (
        <Text span size="sm" c="dimmed" display="block">
          {paper.document === null
            ? 'No PDF yet'
            : paper.document.state === 'reading'
              ? 'The PDF is being read'
              : 'The PDF could not be read'}
        </Text>
      )}
    </span>
  </>
);

export const PaperLine = ({ paper }: { paper: PaperView }) =>
  paper.document?.state === 'ready' ? (
    <Link to="/documents/$documentId" params={{ documentId: paper.document.id }} className="paper-line">
      <Lines paper={paper} />
    </Link>
  ) : (
    <div className="paper-line">
      <Lines paper={paper} />
    </div>
  );
