// A list of rows of any height that scrolls by itself; of a long one only the rows in sight are drawn, and the one with the focus.
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type FocusEvent, type ReactNode } from 'react';
import './long-list.css';

/** Shorter lists are drawn whole: the browser's own search finds everything in them. */
const shortUpTo = 40;

interface Props<T> {
  readonly items: readonly T[];
  readonly label: string;
  readonly keyOf: (item: T) => string;
  /** Pixels, roughly: rows are measured when they are drawn. */
  readonly rowHeight: number;
  /** Between rows, in pixels. */
  readonly gap?: number;
  readonly className: string;
  readonly children: (item: T) => ReactNode;
}

const Windowed = <T,>({ items, label, keyOf, rowHeight, gap = 0, className, children }: Props<T>) => {
  const scroller = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<number | null>(null);
  // eslint-disable-next-line react-hooks/incompatible-library -- nothing here is memoized by a compiler
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
    overscan: 6,
    gap,
    // Whoever scrolls away from what they were at finds it, and the focus on it, when they press a key.
    rangeExtractor: (range) => {
      const drawn = defaultRangeExtractor(range);
      if (focused === null || focused >= items.length || drawn.includes(focused)) return drawn;
      return [...drawn, focused].sort((a, b) => a - b);
    },
  });
  const follow = (event: FocusEvent<HTMLElement>) => {
    const row = event.target.closest<HTMLElement>('[data-index]');
    setFocused(row ? Number(row.dataset['index']) : null);
  };
  return (
    <div ref={scroller} className={`long-list ${className}`} onFocus={follow}>
      <ul aria-label={label} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          return (
            item !== undefined && (
              <li
                key={key}
                ref={rows.measureElement}
                data-index={index}
                className="long-list-row"
                style={{ transform: `translateY(${String(start)}px)` }}
                aria-setsize={items.length}
                aria-posinset={index + 1}
              >
                {children(item)}
              </li>
            )
          );
        })}
      </ul>
    </div>
  );
};

export const LongList = <T,>(props: Props<T>) => {
  const { items, label, keyOf, gap = 0, className, children } = props;
  if (items.length > shortUpTo) return <Windowed {...props} />;
  return (
    <div className={`long-list ${className}`}>
      <ul aria-label={label}>
        {items.map((item, index) => (
          <li key={keyOf(item)} style={index > 0 && gap > 0 ? { marginTop: gap } : undefined}>
            {children(item)}
          </li>
        ))}
      </ul>
    </div>
  );
};
