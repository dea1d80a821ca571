// Opens a document for reading: waits while its PDF is being read, says why it was refused, and keeps the version one began with.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { papersEvents, papersRoutes, type DocumentView } from '#shared/papers/contract.ts';
import { courseQuery } from '#client/courses/data.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useSelf } from '#client/kernel/session.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { MarkdownPartsContext } from '#client/kit/markdown-parts.ts';
import { EmptyState, RefusedState } from '#client/kit/States.tsx';
import { dropEarlyPane } from '#client/reader/early-pane.ts';
import { PageSkeleton } from '#client/reader/PageSkeleton.tsx';
import { postParts } from './post-parts.tsx';
import { ReadingContext } from './reading-context.ts';
import '#client/reader/reader.css';

interface Props {
  readonly documentId: Id;
  /** The next step where there is nothing to read. */
  readonly way: (document: DocumentView) => ReactNode;
  readonly children: (document: DocumentView) => ReactNode;
}

const { documentRead, meetingsChanged, documentRightsChanged } = papersEvents;
const refreshing: readonly string[] = [documentRead.name, meetingsChanged.name, documentRightsChanged.name];

/** Not theirs to read any more. */
const isClosed = (error: Error | null) => error instanceof Refusal && error.body.code === 'not_found';

const Waiting = () => (
  <div className="document-waiting" role="status" aria-label="Opening the paper">
    <PageSkeleton />
  </div>
);

/** Mount anew for another document. */
export const DocumentGate = ({ documentId, way, children }: Props) => {
  const self = useSelf();
  const query = useQuery({
    ...reading(papersRoutes.readDocument, { params: { documentId } }),
    // In case the live connection is away.
    refetchInterval: ({ state }) => (state.data?.state === 'reading' ? 4000 : false),
  });
  const present = query.data;
  const [begun, setBegun] = useState<DocumentView | null>(null);
  if (present?.state === 'ready' && begun === null) setBegun(present);
  const course = useQuery({
    ...courseQuery(present?.courseId ?? ''),
    enabled: present !== undefined,
  });
  const refresh = () =>
    void queryClient.invalidateQueries({ queryKey: keyOf(papersRoutes.readDocument, { documentId }) });
  useRoom('course', present?.courseId, {
    onFact: (name) => {
      if (refreshing.includes(name)) refresh();
    },
    onGap: refresh,
  });

  const problem = query.error ?? course.error;
  const isShown = problem === null && (present === undefined || present.state === 'ready');
  useEffect(() => {
    if (!isShown) dropEarlyPane();
    return dropEarlyPane;
  }, [isShown]);
  if (problem && (!present || !course.data || isClosed(query.error)))
    return <RefusedState refusal={problem} onRetry={() => void (query.error ? query : course).refetch()} />;
  if (!present || !course.data || !self) return <Waiting />;
  if (present.state === 'refused')
    return (
      <EmptyState title="This PDF cannot be read" action={way(present)}>
        {present.problem}
      </EmptyState>
    );
  if (!begun)
    return (
      <EmptyState title="The PDF is being read" action={way(present)}>
        Its pages and their text are being taken in. This page opens by itself when that is done.
      </EmptyState>
    );

  const member = { personId: self.id, courseId: present.courseId, role: course.data.role };
  // The title may be corrected meanwhile; the file changes only when the reader asks for it.
  const document = begun.fileHash === present.fileHash ? present : { ...begun, title: present.title };
  return (
    <ReadingContext
      value={{
        document,
        member,
        questions: course.data.settings.readingQuestions,
        anonymity: course.data.settings.anonymity,
      }}
    >
      {begun.fileHash !== present.fileHash && (
        <div className="document-news" role="status">
          A new version of this PDF was uploaded.
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setBegun(present);
            }}
          >
            Open it
          </Button>
        </div>
      )}
      <MarkdownPartsContext value={postParts}>{children(document)}</MarkdownPartsContext>
    </ReadingContext>
  );
};
