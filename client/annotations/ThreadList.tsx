// The threads in the order of the page, only those in sight drawn; arrow keys walk through them.
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { withKept } from './kept-rows.ts';
import { ThreadCard } from './ThreadCard.tsx';

/** Between cards, as in the style sheet, in px. */
const rowGap = 8;

interface Props {
  readonly threads: readonly ThreadView[];
  readonly openId: Id | undefined;
  /** Where the list begins to be read, when it comes instead of something else. */
  readonly startId?: Id | undefined;
  readonly onToggle: (thread: ThreadView) => void;
}

const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

const isTyping = (target: EventTarget) =>
  target instanceof HTMLElement && target.closest('input, textarea, select, [role=menu]') !== null;

export const ThreadList = ({ threads, openId, startId, onToggle }: Props) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<Id | undefined>(undefined);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer({
    count: threads.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 168,
    getItemKey: (index) => threads[index]?.id ?? index,
    overscan: 5,
    gap: rowGap,
    paddingEnd: 16,
    rangeExtractor: (range) =>
      withKept(
        defaultRangeExtractor(range),
        [openId, focusedId].map((id) => threads.findIndex((thread) => thread.id === id)),
      ),
  });

  const bringIntoSight = useEffectEvent((id: Id) => {
    const index = threads.findIndex((thread) => thread.id === id);
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
  });
  useEffect(() => {
    if (openId !== undefined) bringIntoSight(openId);
  }, [openId]);
  useEffect(() => {
    if (startId !== undefined) bringIntoSight(startId);
  }, [startId]);

  const focusOn = (index: number) => {
    const id = threads[index]?.id;
    if (id === undefined) return;
    rows.scrollToIndex(index, { align: 'auto' });
    // The card is there after the list has drawn itself anew.
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        scroller.current?.querySelector<HTMLElement>(`[data-thread="${id}"]`)?.focus({ preventScroll: true });
      });
    });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    event.preventDefault();
    event.stopPropagation();
    const card = (event.target as HTMLElement)
      .closest('.thread')
      ?.querySelector<HTMLElement>('[data-thread]');
    const at = threads.findIndex((thread) => thread.id === card?.dataset['thread']);
    focusOn(at < 0 ? 0 : Math.min(Math.max(0, at + step), threads.length - 1));
  };

  const drawn = rows.getVirtualItems();
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that bubble up from the cards inside
    <div ref={scroller} className="threads-scroller" onKeyDown={onKeyDown}>
      <div style={{ height: rows.getTotalSize() }}>
        {/* In the flow, so that a card that grows never covers the next one. */}
        <div className="threads-list" style={{ transform: `translateY(${String(drawn[0]?.start ?? 0)}px)` }}>
          {drawn.map(({ index, key, start }, at) => {
            const thread = threads[index];
            const before = drawn[at - 1];
            // The room of what is not drawn in between.
            const apart = before && before.index < index - 1 ? start - before.end - rowGap : 0;
            return (
              thread && (
                <div
                  key={key}
                  ref={rows.measureElement}
                  data-index={index}
                  style={apart > 0 ? { marginTop: apart } : undefined}
                  onFocus={() => {
                    setFocusedId(thread.id);
                  }}
                >
                  <ThreadCard thread={thread} isOpen={thread.id === openId} onToggle={onToggle} />
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
};
