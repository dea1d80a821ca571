// Small pictures of all pages; of a long document only those near the rail's window are there, and the one with the focus.
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useViewerState } from './use-viewer.ts';
import type { Viewer } from './viewer.ts';

/** Of a picture, CSS pixels; its button has padding and a line with the page's name besides. */
const width = 132;
const around = 38;

export function Thumbnails({ viewer, onGo }: { viewer: Viewer; onGo: () => void }) {
  const { page, pageCount } = useViewerState(viewer);
  const list = useRef<HTMLOListElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer({
    count: pageCount,
    // The rail scrolls, whatever is shown in it.
    getScrollElement: () => list.current?.parentElement ?? null,
    estimateSize: (index) => heightOf(viewer, index) + around,
    overscan: 3,
    gap: 4,
    paddingStart: 4,
    paddingEnd: 4,
    // With its neighbours, so that Tab goes on from there after one has scrolled away.
    rangeExtractor: (range) => {
      const kept = focused === null ? [] : [focused - 1, focused, focused + 1];
      const drawn = new Set([...defaultRangeExtractor(range), ...kept]);
      return [...drawn].filter((index) => index >= 0 && index < pageCount).sort((a, b) => a - b);
    },
  });

  const show = useEffectEvent((index: number) => {
    rows.scrollToIndex(index);
  });
  useEffect(() => {
    show(page - 1);
  }, [page]);

  return (
    <ol
      ref={list}
      className="reader-thumbnails"
      style={{ height: rows.getTotalSize() }}
      onBlur={() => {
        setFocused(null);
      }}
    >
      {rows.getVirtualItems().map(({ index, start }) => (
        <li
          key={index}
          ref={rows.measureElement}
          data-index={index}
          style={{ transform: `translateY(${String(start)}px)` }}
          aria-setsize={pageCount}
          aria-posinset={index + 1}
          onFocus={() => {
            setFocused(index);
          }}
        >
          <Thumbnail viewer={viewer} index={index} current={index + 1 === page} onGo={onGo} />
        </li>
      ))}
    </ol>
  );
}

const heightOf = (viewer: Viewer, index: number) => {
  const page = viewer.page(index);
  return page ? (width * page.height) / page.width : (width * 22) / 17;
};

interface ThumbnailProps {
  viewer: Viewer;
  index: number;
  current: boolean;
  onGo: () => void;
}

function Thumbnail({ viewer, index, current, onGo }: ThumbnailProps) {
  const sheet = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const gone = new AbortController();
    void viewer.thumbnail(index, width, gone.signal).then((canvas) => {
      if (canvas && !gone.signal.aborted) sheet.current?.replaceChildren(canvas);
    });
    return () => {
      gone.abort();
    };
  }, [viewer, index]);

  const label = viewer.page(index)?.label || String(index + 1);
  return (
    <button
      type="button"
      className="reader-thumbnail"
      aria-label={`Page ${label}`}
      aria-current={current ? 'page' : undefined}
      onClick={() => {
        viewer.goToPage(index + 1);
        onGo();
      }}
    >
      <span ref={sheet} style={{ height: heightOf(viewer, index) }} />
      {label}
    </button>
  );
}
