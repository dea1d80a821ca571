// An open document with its threads: highlights and cards lead to each other, selecting begins a new thread.
import { useMediaQuery } from '@mantine/hooks';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Target } from '#shared/annotations/anchor.ts';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { addressOf } from '#client/kernel/call.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { Reader } from '#client/reader/Reader.tsx';
import { usePainted } from '#client/reader/use-painted.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import type { CardFacts } from './card-facts.ts';
import { useComposing } from './composing.ts';
import { focusCard, focusPaper, focusThreads } from './card-focus.ts';
import { FoldTool } from './FoldTool.tsx';
import { sayKinds } from './kind-counts.ts';
import { InsightTool } from './InsightTool.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import type { Choice } from './KindPicker.tsx';
import { passageMark, usePassageLink } from './passage-link.ts';
import { Placements } from './Placements.tsx';
import { proposalMark, usePlacing } from './placing.ts';
import { Presence } from './Presence.tsx';
import { useReading } from './reading-context.ts';
import { SelectedBar, type Selected } from './SelectedBar.tsx';
import { ThreadsPanel, ThreadsToCome } from './ThreadsPanel.tsx';
import { keyLines, onThreadKey } from './thread-keys.ts';
import { draftOfMark, markOfDraft, useDocumentMarks } from './use-document-marks.ts';
import { useExtentChange } from './use-extent-change.ts';
import { useMarkedPassages } from './use-marked-passages.ts';
import { useVisits, type Visit } from './use-visits.ts';
import { useThreadList } from './use-thread-list.ts';
import { useWalk } from './use-walk.ts';
import './annotations.css';
import './card.css';
import './panel.css';

export interface AnnotatedDocumentProps {
  /** The thread that is open; the owner keeps it, for instance in the address. */
  readonly threadId: Id | undefined;
  readonly onThread: (threadId: Id | undefined) => void;
  /** The reply of it that a link leads to. */
  readonly postId?: Id | undefined;
  /** The passage that a link leads to. */
  readonly passage?: string | undefined;
  /** The page to begin with, from 1. */
  readonly page?: number | undefined;
  /** Tells when a link is followed, also one to where one is. */
  readonly visit: Visit;
  readonly title: ReactNode;
  /** Further tools in the bar. */
  readonly tools?: ReactNode;
}

export const AnnotatedDocument = ({
  threadId,
  onThread,
  postId,
  passage,
  page,
  visit,
  title,
  tools,
}: AnnotatedDocumentProps) => {
  const reading = useReading();
  const { document, member } = reading;
  const { query, threads, held, unread, listed } = useThreadList(document.id, member, threadId);
  const narrow = useMediaQuery('(width < 48em)', false, { getInitialValueInEffect: false });
  const [folded, setFolded] = useState(narrow);
  const [keysShown, setKeysShown] = useState(false);
  const [selected, setSelected] = useState<Selected | null>(null);
  // A new object each time, so that the same thread can be shown again.
  const [focus, setFocus] = useState<{ id: Id } | null>(threadId === undefined ? null : { id: threadId });
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const painted = usePainted(viewer);
  const [asked, setAsked] = useState<CardFacts['asked']>(null);
  const [said, setSaid] = useState('');
  const extent = useExtentChange(document);
  const show = (id: Id) => {
    held.show(id);
    setSelected(null);
    setFocus({ id });
    setFolded(false);
  };
  const open = (id: Id) => {
    show(id);
    onThread(id);
  };
  const composing = useComposing(reading, (thread) => {
    open(thread.id);
    focusCard(thread.id);
  });
  const openDraft = (id: Id) => {
    setFolded(false);
    setFocus({ id: markOfDraft(id) });
    composing.open(id);
  };

  const linkedPassage = usePassageLink(viewer, document, passage);
  const placing = usePlacing(threads, document, member);
  const { draft } = composing;
  const { threadMarks, highlights } = useDocumentMarks({
    ...{ threads, document, member, unread, isMeant: listed.isMeant, passages: composing.passages },
    ...{ proposal: placing.preview, linked: linkedPassage },
  });

  useVisits(visit, viewer, () => {
    if (threadId !== undefined) show(threadId);
    else if (linkedPassage) setFocus({ id: passageMark });
    else if (page !== undefined && passage === undefined) viewer?.goToPage(page);
  });

  const [shownPassage, setShownPassage] = useState<Highlight | null>(null);
  if (linkedPassage !== shownPassage) {
    setShownPassage(linkedPassage);
    // Further pages of it come while one is reading.
    if (linkedPassage && !shownPassage) setFocus({ id: passageMark });
  }

  // A linked thread is revealed once its highlight is there.
  const linked = focus !== null && highlights.some(({ id }) => id === focus.id) ? focus : null;

  /** The draft's own highlight takes the place of the browser's. */
  const leaveSelection = () => {
    window.getSelection()?.removeAllRanges();
    setSelected(null);
    setFolded(false);
  };
  const beginOn = (targets: readonly Target[], choice: Choice) => {
    composing.begin(targets, choice);
    leaveSelection();
  };
  useMarkedPassages(viewer, threadMarks, (id) => {
    open(id);
    focusCard(id);
  });

  const begin = (choice: Choice) => {
    if (selected) beginOn(selected.capture.targets, choice);
  };
  const toggle = (thread: ThreadView) => {
    if (thread.id === threadId) onThread(undefined);
    else open(thread.id);
  };
  const step = useWalk({
    ...{ listed, openId: threadId, viewer, open, say: setSaid },
    fileHash: document.fileHash,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const isOurs = onThreadKey(event, {
      ...{ openId: threadId, open, step },
      unfold: () => {
        setFolded(false);
      },
      edit: (id) => {
        setAsked({ threadId: id, act: 'edit' });
      },
      comment: () => {
        begin({ kind: 'plain', readingQuestion: null });
      },
      showKeys: () => {
        setKeysShown(true);
      },
    });
    if (isOurs) event.preventDefault();
  };

  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that bubble up from the reader inside
    <div className="annotated" data-folded={folded || undefined} onKeyDown={onKeyDown}>
      <button
        className="skip"
        onClick={() => {
          setFolded(false);
          focusThreads(threadId);
        }}
      >
        To the threads
      </button>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <Reader
        key={document.fileHash}
        url={addressOf(papersRoutes.readDocumentFile, { documentId: document.id, hash: document.fileHash })}
        bytes={document.bytes}
        label={`Paper: ${document.title}`}
        placeOf={{ personId: member.personId, documentId: document.id }}
        resume={page === undefined && threadId === undefined && passage === undefined}
        title={title}
        highlights={highlights}
        sayCounts={sayKinds}
        focus={linked}
        extent={extent.extent}
        onExtent={extent.onExtent}
        onViewer={(opened) => {
          setViewer(opened);
          if (opened && page !== undefined && !viewer && threadId === undefined) opened.goToPage(page);
        }}
        onSelect={(capture, place) => {
          setSelected(capture && place ? { capture, place } : null);
        }}
        onMark={({ targets }) => {
          const verdict = mayAnnotate(member);
          if (verdict === true) beginOn(targets, { kind: 'plain', readingQuestion: null });
          else setSaid(verdict.message);
        }}
        onHighlightClick={(id) => {
          if (id.startsWith(proposalMark) || id === passageMark) return;
          const draftId = draftOfMark(id);
          if (draftId === undefined) open(id);
          else if (draftId !== draft?.id) openDraft(draftId);
        }}
        tools={
          <>
            <Presence viewer={viewer} />
            <InsightTool viewer={viewer} onThread={open} />
            {tools}
            <FoldTool
              {...{ held, folded }}
              onToggle={() => {
                setSelected(null);
                setFolded(!folded);
              }}
            />
          </>
        }
        aside={
          !folded &&
          (!painted ? (
            <ThreadsToCome />
          ) : (
            <ThreadsPanel
              notice={
                <Placements
                  placing={placing}
                  onShow={(thread) => {
                    placing.show(thread);
                    setFocus({ id: proposalMark + thread.id });
                  }}
                />
              }
              query={query}
              held={held}
              composing={{
                ...composing,
                open: openDraft,
                leave: () => {
                  composing.leave();
                  focusPaper();
                },
                discard: () => {
                  composing.discard();
                  focusPaper();
                },
              }}
              listed={listed}
              unread={unread}
              viewer={viewer}
              asked={asked}
              postId={postId}
              changeExtent={extent.change}
              openId={threadId}
              onToggle={toggle}
              onKeys={() => {
                setKeysShown(true);
              }}
              onFold={() => {
                setFolded(true);
              }}
            />
          ))
        }
      />
      {selected && (
        <SelectedBar
          {...{ selected, placing, composing }}
          onChoose={begin}
          onPut={leaveSelection}
          onDone={() => {
            setSelected(null);
          }}
        />
      )}
      <KeysHelp
        lines={keyLines}
        opened={keysShown}
        onClose={() => {
          setKeysShown(false);
        }}
      />
    </div>
  );
};
