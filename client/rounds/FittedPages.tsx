// Shows cards as large as they fit; what does not fit at a readable size goes to further pages that turn by themselves.
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';

interface Props {
  readonly cards: readonly ReactNode[];
  /** Type sizes in pixels that may be used; below the smallest the last row could not read it. */
  readonly smallest: number;
  readonly largest: number;
  readonly turnMs?: number;
}

interface Fit {
  readonly size: number;
  readonly perPage: number;
}

// Looks for the largest size at which everything fits; where none does, how many cards fit at the smallest.
const fit = (box: HTMLElement, grid: HTMLElement, smallest: number, largest: number): Fit => {
  const fits = (size: number) => {
    grid.style.fontSize = `${String(size)}px`;
    return grid.scrollHeight <= box.clientHeight && grid.scrollWidth <= box.clientWidth;
  };
  // One by one: with another number of columns a larger size may fit where a smaller one does not.
  for (let size = largest; size >= smallest; size -= 1)
    if (fits(size)) return { size, perPage: grid.children.length };
  const bottom = grid.getBoundingClientRect().top + box.clientHeight;
  const whole = [...grid.children].findIndex((card) => card.getBoundingClientRect().bottom > bottom);
  return { size: smallest, perPage: Math.max(1, whole) };
};

export const FittedPages = ({ cards, smallest, largest, turnMs = 10_000 }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const measure = useRef<HTMLDivElement>(null);
  const [{ size, perPage }, setFit] = useState<Fit>({ size: smallest, perPage: cards.length });
  const [turn, setTurn] = useState(0);

  useLayoutEffect(() => {
    const look = () => {
      if (!box.current || !measure.current) return;
      const found = fit(box.current, measure.current, smallest, largest);
      setFit((known) => (known.size === found.size && known.perPage === found.perPage ? known : found));
    };
    look();
    const watcher = new ResizeObserver(look);
    if (box.current) watcher.observe(box.current);
    return () => {
      watcher.disconnect();
    };
  }, [cards, smallest, largest]);

  const pages = Math.max(1, Math.ceil(cards.length / perPage));
  useEffect(() => {
    if (pages < 2) return;
    const timer = setInterval(() => {
      setTurn((now) => now + 1);
    }, turnMs);
    return () => {
      clearInterval(timer);
    };
  }, [pages, turnMs]);
  const page = turn % pages;
  // As many on each page, so that none is nearly empty.
  const each = Math.ceil(cards.length / pages);
  return (
    <div className="fitted" ref={box}>
      <div className="fitted-grid fitted-measure" ref={measure} aria-hidden>
        {cards}
      </div>
      <div className="fitted-grid" style={{ fontSize: `${String(size)}px` }}>
        {pages === 1 ? cards : cards.slice(page * each, (page + 1) * each)}
      </div>
      {pages > 1 && (
        <div className="fitted-pages figures">
          {page + 1} of {pages}
        </div>
      )}
    </div>
  );
};
