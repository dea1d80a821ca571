// A paper beside the review that is written about it, with the threads' highlights; a highlight opens its thread in a tab of its own.
import { Button, UnstyledButton } from '@mantine/core';
import { IconBookmark, IconExternalLink } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { quoteFromTargets, type Target } from '#shared/annotations/anchor.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { useThreads } from '#client/annotations/data.ts';
import { DocumentGate } from '#client/annotations/DocumentGate.tsx';
import { FloatingBar } from '#client/annotations/FloatingBar.tsx';
import { passageAddress } from '#client/annotations/passage-link.ts';
import { useReading } from '#client/annotations/reading-context.ts';
import { addressOf } from '#client/kernel/call.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { Reader } from '#client/reader/Reader.tsx';
import { writeCitation } from './citations.tsx';
import '#client/annotations/annotations.css';

const openThread = (documentId: Id, threadId: Id) => {
  window.open(`/documents/${documentId}?thread=${threadId}`, '_blank', 'noopener');
};

const Pages = ({ onCite }: { onCite: (citation: string) => void }) => {
  const [selected, setSelected] = useState<{ targets: readonly Target[]; place: DOMRect } | null>(null);
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
    <>
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
        onSelect={(capture, place) => {
          setSelected(capture && place && !capture.tooLarge ? { targets: capture.targets, place } : null);
        }}
      />
      {selected && (
        <FloatingBar place={selected.place} label="The selected passage">
          <UnstyledButton
            className="kind-button"
            // The selection stays.
            onMouseDown={(event) => {
              event.preventDefault();
            }}
            onClick={() => {
              const { targets } = selected;
              onCite(writeCitation(quoteFromTargets(targets), passageAddress(document, targets)));
            }}
          >
            <IconBookmark size={18} stroke={1.8} aria-hidden />
            <span>Cite in the review</span>
          </UnstyledButton>
        </FloatingBar>
      )}
    </>
  );
};

interface Props {
  readonly documentId: Id;
  readonly onCite: (citation: string) => void;
}

export default function ReviewPaper({ documentId, onCite }: Props) {
  return (
    <DocumentGate
      documentId={documentId}
      way={(document) => (
        <Button component="a" href={`/meetings/${document.meetingId ?? ''}`} variant="default">
          To the meeting
        </Button>
      )}
    >
      {() => <Pages onCite={onCite} />}
    </DocumentGate>
  );
}
