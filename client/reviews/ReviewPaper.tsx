// A paper beside the review that is written about it, with the threads' highlights; a highlight opens its thread in a tab of its own.
import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { useThreads } from '#client/annotations/data.ts';
import { DocumentGate } from '#client/annotations/DocumentGate.tsx';
import { useReading } from '#client/annotations/reading-context.ts';
import { addressOf } from '#client/kernel/call.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { Reader } from '#client/reader/Reader.tsx';

const openThread = (documentId: Id, threadId: Id) => {
  window.open(`/documents/${documentId}?thread=${threadId}`, '_blank', 'noopener');
};

const Pages = () => {
  const { document, member } = useReading();
  const threads = useThreads(document.id, member).data?.threads;
  const highlights = useMemo<Highlight[]>(
    () =>
      (threads ?? [])
        .filter(({ anchor }) => anchor.fileHash === document.fileHash)
        .map(({ id, kind, anchor, authorId, resolvedAt }) => ({
          id,
          kind,
          targets: anchor.targets,
          mine: authorId === member.personId,
          quiet: resolvedAt !== null,
        })),
    [threads, document.fileHash, member.personId],
  );
  return (
    <Reader
      key={document.fileHash}
      url={addressOf(papersRoutes.readDocumentFile, { documentId: document.id, hash: document.fileHash })}
      bytes={document.bytes}
      label={document.title}
      title={
        <Link
          to="/documents/$documentId"
          params={{ documentId: document.id }}
          target="_blank"
          className="review-open"
        >
          Open with its threads <IconExternalLink size={14} aria-hidden="true" />
        </Link>
      }
      highlights={highlights}
      onHighlightClick={(id) => {
        openThread(document.id, id);
      }}
    />
  );
};

export default function ReviewPaper({ documentId }: { documentId: Id }) {
  return (
    <DocumentGate
      documentId={documentId}
      way={(document) => (
        <Button component="a" href={`/meetings/${document.meetingId ?? ''}`} variant="default">
          To the meeting
        </Button>
      )}
    >
      {() => <Pages />}
    </DocumentGate>
  );
}
