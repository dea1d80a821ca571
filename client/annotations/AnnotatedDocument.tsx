// An open document with its threads: highlights and cards lead to each other, selecting begins a new thread.
import { Indicator } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { useMediaQuery } from '@mantine/hooks';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Target } from '#shared/annotations/anchor.ts';
import { kinds } from '#shared/annotations/kinds.ts';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { addressOf } from '#client/kernel/call.ts';
import type { Capture } from '#client/reader/capture.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { Reader } from '#client/reader/Reader.tsx';
import { Tool } from '#client/reader/Tool.tsx';
import { usePainted } from '#client/reader/use-painted.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import type { CardFacts } from './card-facts.ts';
import { useComposing } from './composing.ts';
import { useThreads } from './data.ts';
import { focusCard, focusPaper, focusThreads } from './card-focus.ts';
import { sayWaiting, useHeldBack } from './held-back.ts';
import { holdThreads } from './holding.ts';
import { sayKinds } from './kind-counts.ts';
import { InsightTool } from './InsightTool.tsx';
import { KeysHelp } from './KeysHelp.tsx';
import type { Choice } from './KindPicker.tsx';
import { passageMark, usePassageLink } from './passage-link.ts';
import { PlaceBar } from './PlaceBar.tsx';
import { Placements } from './Placements.tsx';
import { anchorOn, proposalMark, usePlacing } from './placing.ts';
import { Presence } from './Presence.tsx';
import { useReading } from './reading-context.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { stepFrom } from './stepping.ts';
import { ThreadsPanel, ThreadsToCome } from './ThreadsPanel.tsx';
import { keyLines, onThreadKey } from './thread-keys.ts';
import { useExtentChange } from './use-extent-change.ts';
import { useListed } from './use-listed.ts';
import { useMarkedPassages } from './use-marked-passages.ts';
import { useUnread } from './unread.ts';
import { useVisits, type Visit } from './use-visits.ts';
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

// Threads and drafts are told apart by it: a draft's id is that of its thread later.
const draftMark = 'draft-';
const noActs: ReadonlyMap<Id, number> = new Map();

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
  const query = useThreads(document.id, member);
  const { acts = noActs } = query.data ?? {};
  const holding = useMemo(() => holdThreads(member.personId, acts), [member.personId, acts]);
  const held = useHeldBack(query.data?.threads, holding);
  const unread = useUnread(document.id, member.personId);
  const listed = useListed(held, member.personId, unread, threadId);
  const { isMeant } = listed;
  const narrow = useMediaQuery('(width < 48em)', false, { getInitialValueInEffect: false });
  const [folded, setFolded] = useState(narrow);
  const [keysShown, setKeysShown] = useState(false);
  const [selected, setSelected] = useState<{ capture: Capture; place: DOMRect } | null>(null);
  // A new object each time, so that the same thread can be shown again.
  const [focus, setFocus] = useState<{ id: Id } | null>(threadId === undefined ? null : { id: threadId });
  const [viewer, setViewer] = useState<Viewer | null>(null);
  const painted = usePainted(viewer);
  const [asked, setAsked] = useState<CardFacts['asked']>(null);
  const [said, setSaid] = useState('');
  const extent = useExtentChange(document);
  // For the keys that walk on from there.
  const lastOpen = useRef(threadId);
  useEffect(() => {
    if (threadId !== undefined) lastOpen.current = threadId;
  }, [threadId]);

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
    setFocus({ id: draftMark + id });
    composing.open(id);
  };

  const threads = query.data?.threads;
  const linkedPassage = usePassageLink(viewer, document, passage);
  const placing = usePlacing(threads, document, member);
  const { preview } = placing;
  const { draft, passages } = composing;
  const threadMarks = useMemo<Highlight[]>(
    () =>
      (threads ?? []).flatMap((thread): Highlight[] => {
        const anchor = anchorOn(thread, document.fileHash);
        const quiet = thread.resolvedAt !== null || !isMeant(thread);
        const { authorIsStaff: staff } = thread;
        const mine = thread.authorId === member.personId;
        return anchor
          ? [
              {
                id: thread.id,
                kind: thread.kind,
                targets: anchor.targets,
                mine,
                staff,
                unread: unread.isUnread(thread),
                quiet,
              },
            ]
          : [];
      }),
    [threads, document.fileHash, member.personId, isMeant, unread],
  );
  const highlights = useMemo<Highlight[]>(() => {
    const draftMarks = passages
      .filter(({ anchor }) => anchor.fileHash === document.fileHash)
      .map(({ id, kind, anchor, isOpen }): Highlight => ({
        id: draftMark + id,
        kind,
        targets: anchor.targets,
        mine: true,
        quiet: !isOpen,
      }));
    return [
      ...threadMarks,
      ...draftMarks,
      ...(preview ? [preview] : []),
      ...(linkedPassage ? [linkedPassage] : []),
    ];
  }, [threadMarks, document.fileHash, passages, preview, linkedPassage]);

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

  const beginOn = (targets: readonly Target[], choice: Choice) => {
    composing.begin(targets, choice);
    // The draft's own highlight takes the place of the browser's.
    window.getSelection()?.removeAllRanges();
    setSelected(null);
    setFolded(false);
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
  const step = (by: 1 | -1) => {
    const at = stepFrom(listed.threads, by, {
      openId: threadId,
      lastId: lastOpen.current,
      page: (viewer?.state().page ?? 1) - 1,
      pageOf: (thread) => anchorOn(thread, document.fileHash)?.targets[0]?.page ?? null,
      isByPlace: listed.order === 'place',
    });
    const next = at === undefined ? undefined : listed.threads[at];
    if (at === undefined || !next) {
      setSaid(by > 0 ? 'No thread after this.' : 'No thread before this.');
      return;
    }
    const isInThreads = window.document.activeElement?.closest('.threads') != null;
    open(next.id);
    if (isInThreads) focusCard(next.id);
    setSaid(
      `${kinds[next.kind].word} by ${next.authorName}, ${String(at + 1)} of ${String(listed.threads.length)}`,
    );
  };
  const waiting = held.fresh + held.changed;
  const showLabel = waiting > 0 ? `Show the threads, ${sayWaiting(held)}` : 'Show the threads';
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
          if (!id.startsWith(draftMark)) open(id);
          else if (id !== draftMark + (draft?.id ?? '')) openDraft(id.slice(draftMark.length));
        }}
        tools={
          <>
            <Presence viewer={viewer} />
            <InsightTool viewer={viewer} onThread={open} />
            {tools}
            <Indicator label={waiting} size={16} offset={6} disabled={!folded || waiting === 0} withBorder>
              <Tool
                label={folded ? showLabel : 'Fold the threads'}
                pressed={!folded}
                onClick={() => {
                  setSelected(null);
                  setFolded(!folded);
                }}
              >
                <IconMessages size={20} stroke={1.6} />
              </Tool>
            </Indicator>
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
      {selected && placing.choosing && (
        <PlaceBar
          place={selected.place}
          tooLarge={selected.capture.tooLarge}
          onPlace={async () => {
            if (placing.choosing) await placing.placeAt(placing.choosing, selected.capture.targets);
            setSelected(null);
          }}
        />
      )}
      {selected && !placing.choosing && (
        <SelectionBar
          place={selected.place}
          tooLarge={selected.capture.tooLarge}
          targets={selected.capture.targets}
          onChoose={begin}
          onPut={
            composing.isFromEarlier
              ? () => {
                  composing.put(selected.capture.targets);
                  window.getSelection()?.removeAllRanges();
                  setSelected(null);
                  setFolded(false);
                }
              : undefined
          }
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
