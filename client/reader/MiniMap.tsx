// A thin strip beside the scrollbar: where in the document something is marked, and where one is.
// It is one slider for the keyboard: its steps are the pages on which something is marked, which lists of threads do not tell.
import { useEffect, useMemo, useRef, useState } from 'react';
import { gatherActivity, nextMarked, pageAt, type Counts, type PageSpan } from './activity.ts';
import { downOfPages, usePageSpans } from './page-spans.ts';
import { useViewerState } from './use-viewer.ts';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { Highlight } from './highlights.ts';
import type { Viewer } from './viewer.ts';

interface MiniMapProps {
  viewer: Viewer;
  container: HTMLElement;
  highlights: readonly Highlight[];
  /** For instance "12 notes, 3 questions". */
  sayCounts?: ((counts: Counts) => string) | undefined;
}

const countAll = (counts: Counts) => {
  const sum = [...counts.values()].reduce((all, each) => all + each, 0);
  return sum === 1 ? '1 mark' : `${String(sum)} marks`;
};

export function MiniMap({ viewer, container, highlights, sayCounts = countAll }: MiniMapProps) {
  const { page, pageCount } = useViewerState(viewer);
  const { spans, single } = usePageSpans(viewer, container, pageCount);
  const downOf = useMemo(() => downOfPages(viewer), [viewer]);
  const activity = useMemo(() => gatherActivity(highlights, spans, downOf), [highlights, spans, downOf]);
  const [pointed, setPointed] = useState<number | null>(null);
  const [focused, setFocused] = useState(false);
  const view = useViewMark(container, single ? spans[page - 1] : undefined);

  const say = (index: number) => {
    const counts = activity.byPage.get(index);
    const name = `p. ${viewer.page(index)?.label ?? String(index + 1)}`;
    return counts ? `${name}: ${sayCounts(counts)}` : name;
  };
  const told = pointed === null ? (focused ? page - 1 : null) : pageAt(spans, pointed);
  const toldAt = pointed ?? spans[page - 1]?.top ?? 0;

  const shareOf = ({ clientY, currentTarget }: PointerEvent) => {
    const { top, height } = currentTarget.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientY - top) / height));
  };
  const goTo = (share: number) => {
    const index = pageAt(spans, share);
    if (!single)
      container.scrollTo({
        top: share * container.scrollHeight - container.clientHeight / 2,
        behavior: 'instant',
      });
    else viewer.goToPage(index + 1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next: Record<string, () => number | null> = {
      ArrowDown: () => nextMarked(activity, page - 1, 1),
      ArrowRight: () => nextMarked(activity, page - 1, 1),
      ArrowUp: () => nextMarked(activity, page - 1, -1),
      ArrowLeft: () => nextMarked(activity, page - 1, -1),
      Home: () => nextMarked(activity, -1, 1),
      End: () => nextMarked(activity, pageCount, -1),
    };
    const index = next[event.key]?.();
    if (index === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (index !== null) viewer.goToPage(index + 1);
  };

  return (
    <div
      className="reader-map"
      role="slider"
      aria-orientation="vertical"
      aria-label="Marks by page"
      aria-valuemin={1}
      aria-valuemax={Math.max(1, pageCount)}
      aria-valuenow={page}
      aria-valuetext={say(page - 1)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        setFocused(event.currentTarget.matches(':focus-visible'));
      }}
      onBlur={() => {
        setFocused(false);
      }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(shareOf(event));
      }}
      onPointerMove={(event) => {
        const share = shareOf(event);
        setPointed(share);
        if (event.buttons === 1) goTo(share);
      }}
      onPointerLeave={() => {
        setPointed(null);
      }}
    >
      <div ref={view} className="reader-map-view" />
      <svg aria-hidden="true">
        {activity.ticks.map(({ at, kind, count, mine, unread }) => (
          <rect
            key={at}
            x={mine ? 1 : 4}
            y={`${String(at * 100)}%`}
            width={mine ? 10 : 7}
            height={count > 3 ? 3 : 2}
            fill={`var(--kind-${kind}, var(--kind-plain))`}
            className={unread ? 'is-unread' : undefined}
          />
        ))}
      </svg>
      {told !== null && (
        <div className="reader-map-told" aria-hidden="true" style={{ top: `${String(toldAt * 100)}%` }}>
          {say(told)}
        </div>
      )}
    </div>
  );
}

/** The part of the strip that is seen; moved without React, because it follows scrolling. */
function useViewMark(container: HTMLElement, span: PageSpan | undefined) {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let frame = 0;
    const put = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        const { scrollTop, scrollHeight, clientHeight } = container;
        if (!mark.current || scrollHeight === 0) return;
        const { top, height } = span ?? {
          top: scrollTop / scrollHeight,
          height: clientHeight / scrollHeight,
        };
        mark.current.style.translate = `0 ${String(top * clientHeight)}px`;
        const part = `${String(height * 100)}%`;
        if (mark.current.style.height !== part) mark.current.style.height = part;
      });
    };
    const observer = new ResizeObserver(put);
    for (const element of [container, ...container.children]) observer.observe(element);
    container.addEventListener('scroll', put, { passive: true });
    put();
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
      container.removeEventListener('scroll', put);
    };
  }, [container, span]);
  return mark;
}
