// The papers of the meeting, one shown at a time; each keeps its place while the other is read.
import { Tabs } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { MeetingView } from '#shared/papers/contract.ts';
import { EmptyState } from '#client/kit/States.tsx';

// pdf.js is large and comes with the first paper.
const ReviewPaper = lazy(() => import('./ReviewPaper.tsx'));

interface Props {
  readonly meeting: MeetingView;
  /** The document that is shown; the first one where it is none of the meeting's. */
  readonly documentId: string | undefined;
  readonly onDocument: (documentId: string) => void;
  /** Puts a citation into the review. */
  readonly onCite: (citation: string) => void;
}

export const ReviewPapers = ({ meeting, documentId, onDocument, onCite }: Props) => {
  const papers = meeting.papers.flatMap(({ title, document }) =>
    document ? [{ title, id: document.id }] : [],
  );
  const shown = papers.find(({ id }) => id === documentId)?.id ?? papers[0]?.id;
  const [seen, setSeen] = useState<readonly string[]>([]);
  if (shown !== undefined && !seen.includes(shown)) setSeen([...seen, shown]);
  if (shown === undefined)
    return (
      <EmptyState title="There is no PDF yet">
        The papers of this meeting have not been uploaded. You can write all the same.
      </EmptyState>
    );
  return (
    <>
      {papers.length > 1 && (
        <Tabs
          value={shown}
          onChange={(id) => {
            if (id !== null) onDocument(id);
          }}
          classNames={{ list: 'paper-tabs', tab: 'paper-tab' }}
        >
          <Tabs.List grow>
            {papers.map(({ id, title }) => (
              <Tabs.Tab key={id} value={id} title={title}>
                {title}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      )}
      <div className="paper-stack">
        {papers
          .filter(({ id }) => seen.includes(id))
          .map(({ id }) => (
            <div
              key={id}
              className="paper-sheet"
              data-hidden={id !== shown || undefined}
              inert={id !== shown}
            >
              <Suspense>
                <ReviewPaper documentId={id} onCite={onCite} />
              </Suspense>
            </div>
          ))}
      </div>
    </>
  );
};
