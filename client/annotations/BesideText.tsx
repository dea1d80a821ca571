// The threads beside their passages: they scroll with the paper, only those near its visible part are drawn, a crowd becomes lines.
import { UnstyledButton } from '@mantine/core';
import { memo, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { kinds } from '#shared/annotations/kinds.ts';
import { plainMentions } from '#shared/annotations/mentions.ts';
import type { Rect } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import { arrange } from './arrange.ts';
import { farSheet, placed, type ByPage, type Kept, type Placed } from './beside-places.ts';
import { useCardFacts } from './card-facts.ts';
import { focusCard } from './card-focus.ts';
import { FromEarlier } from './FromEarlier.tsx';
import { hueOf } from './kind-hue.ts';
import { KindIconMark } from './KindMark.tsx';
import { anchorOn } from './placing.ts';
import { useReading } from './reading-context.ts';
import type { Sheets } from './sheets.ts';
import { ThreadCard } from './ThreadCard.tsx';
import { useHeights } from './use-heights.ts';
import { useJointScroll } from './use-joint-scroll.ts';

/** Between cards, and between lines, px. */
const gap = 8;

interface Props {
  readonly viewer: Viewer;
  /** In the order of the document. */
  readonly threads: readonly ThreadView[];
  readonly openId: Id | undefined;
  readonly onToggle: (thread: ThreadView) => void;
  /** Several threads have one line here: the list shows them, from this one on. */
  readonly onList: (first: ThreadView) => void;
}

/** Where nothing is marked on the pages in view: the next thread after them, else the last before. */
const nearest = (byPage: ByPage, { near }: Sheets): ThreadView | undefined => {
  const last = near.at(-1)?.index;
  if (last === undefined) return undefined;
  const pages = [...byPage.keys()].sort((a, b) => a - b);
  const page = pages.find((index) => index > last) ?? pages.at(-1);
  return page === undefined ? undefined : byPage.get(page)?.[0]?.[1];
};

const pageWord = ({ anchor }: ThreadView) => {
  const [first] = anchor.targets;
  return first?.pageLabel ?? String((first?.page ?? 0) + 1);
};

interface ToggleProps {
  readonly thread: ThreadView;
  readonly onToggle: (thread: ThreadView) => void;
}

/** Drawn anew only when its thread changes, not when its neighbours come and go. */
const Card = memo((props: ToggleProps & { readonly isOpen: boolean }) => <ThreadCard {...props} />);
Card.displayName = 'Card';

const Line = memo(({ thread, onToggle }: ToggleProps) => {
  const isUnread = useCardFacts().isUnread(thread);
  const text = thread.deletedAt === null ? plainMentions(thread.text) : 'Deleted';
  return (
    <UnstyledButton
      className="beside-line"
      style={hueOf(thread.kind)}
      data-thread={thread.id}
      aria-expanded={false}
      aria-label={`${kinds[thread.kind].word} by ${thread.authorName}${isUnread ? ', unread' : ''}: ${text.slice(0, 80)}`}
      onClick={() => {
        onToggle(thread);
        // The card takes the line's place.
        focusCard(thread.id);
      }}
    >
      {isUnread && <span className="unread-dot" />}
      <KindIconMark kind={thread.kind} size={15} />
      <span className="beside-name">{thread.authorName}</span>
      <span className="beside-words quiet">{text}</span>
    </UnstyledButton>
  );
});
Line.displayName = 'Line';

const Several = ({
  threads,
  onList,
}: {
  threads: readonly ThreadView[];
  onList: (first: ThreadView) => void;
}) => {
  const facts = useCardFacts();
  const unread = threads.filter((thread) => facts.isUnread(thread)).length;
  const [first] = threads;
  return (
    <UnstyledButton
      className="beside-line"
      data-thread={first?.id}
      onClick={() => {
        if (first) onList(first);
      }}
    >
      {unread > 0 && <span className="unread-dot" />}
      {[...new Set(threads.map(({ kind }) => kind))].map((kind) => (
        <KindIconMark key={kind} kind={kind} size={15} />
      ))}
      <span>
        {threads.length} threads{unread > 0 && `, ${String(unread)} unread`}
      </span>
    </UnstyledButton>
  );
};

export const BesideText = ({ viewer, threads, openId, onToggle, onList }: Props) => {
  const { document } = useReading();
  const latest = useRef(onToggle);
  useEffect(() => {
    latest.current = onToggle;
  });
  const toggle = useCallback((thread: ThreadView) => {
    latest.current(thread);
  }, []);
  const { pane, layer, sheets, room, down } = useJointScroll(viewer);

  const [byPage, placeless] = useMemo(() => {
    const pages = new Map<number, [Rect, ThreadView][]>();
    const without: ThreadView[] = [];
    for (const thread of threads) {
      const target = anchorOn(thread, document.fileHash)?.targets[0];
      const rect = target?.rects[0];
      if (!target || !rect) {
        without.push(thread);
        continue;
      }
      const here = pages.get(target.page);
      if (here) here.push([rect, thread]);
      else pages.set(target.page, [[rect, thread]]);
    }
    return [pages, without] as const;
  }, [threads, document.fileHash]);
  // What one is in stays, however far one scrolls: its text, its menu and the focus with it.
  const [focused, setFocused] = useState<Kept['focused']>(undefined);
  const { near, far } = useMemo(
    () => placed(byPage, sheets.near, { openId, focused }, (page) => farSheet(viewer, page)),
    [byPage, sheets, openId, focused, viewer],
  );
  const { heights, measure } = useHeights();
  const heightOf = ({ key, as }: Placed) => heights.get(key) ?? (as === 'card' ? 142 : 32);
  const pinned = near.findIndex(({ isOpen }) => isOpen);
  const tops = arrange(
    near.map((one) => ({ top: one.top - 6, height: heightOf(one) })),
    { gap, top: down + gap, bottom: sheets.height - gap, pinned: pinned < 0 ? undefined : pinned },
  );
  const firstTop = Math.min(sheets.near[0]?.top ?? 0, ...tops);
  const all = [
    ...near.map((one, index) => ({ one, top: tops[index] ?? 0 })),
    // Above the pages in view, not reaching into them.
    ...far.map((one) => ({
      one,
      top:
        one.page < (sheets.near[0]?.index ?? 0) ? Math.min(one.top, firstTop - heightOf(one) - gap) : one.top,
    })),
  ].sort((a, b) => a.one.page - b.one.page);

  const next = near.length === 0 ? nearest(byPage, sheets) : undefined;

  return (
    <>
      <FromEarlier threads={placeless} openId={openId} onToggle={toggle} />
      <div ref={pane} className="beside">
        {next && (
          <UnstyledButton
            className="beside-far quiet"
            onClick={() => {
              onToggle(next);
            }}
          >
            The next thread is on p. {pageWord(next)}
          </UnstyledButton>
        )}
        <div ref={layer} className="beside-layer">
          <div className="beside-cards">
            {all.map(({ one, top }) => (
              <div
                key={one.key}
                ref={measure(one.key)}
                className="beside-card"
                data-open={one.isOpen || undefined}
                onFocus={() => {
                  setFocused({ key: one.key, page: one.page });
                }}
                style={{
                  top: Math.round(top),
                  // Not hidden: the focus may be on its way to it.
                  opacity: heights.has(one.key) ? undefined : 0,
                  ...(one.isOpen && room > 0 ? { maxHeight: Math.max(200, room - 2 * gap) } : {}),
                }}
              >
                {one.as === 'card' && <Card thread={one.item} isOpen={one.isOpen} onToggle={toggle} />}
                {one.as === 'line' && <Line thread={one.item} onToggle={toggle} />}
                {one.as === 'several' && <Several threads={one.items} onList={onList} />}
              </div>
            ))}
          </div>
        </div>
      </div>
    </>
  );
};
