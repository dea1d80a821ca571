// Shows cards as large as they fit; what does not fit at a readable size goes to further pages that turn by themselves.
import { useEffect, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { fitCards, type Fit } from './fit-cards.ts';
import { smallestReadable } from './readable.ts';

interface Props {
  readonly cards: readonly ReactNode[];
  /** The same cards with shorter lines, for when the others do not fit on one page. */
  readonly tighter?: readonly ReactNode[];
  /** The largest type that is of use, as a multiple of the smallest that the last row can read. */
  readonly largest: number;
  /** Widths of columns in em, see {@link fitCards}; the same list each time. */
  readonly columns?: readonly number[];
  readonly turnMs?: number;
}

const asStyled: readonly number[] = [];

const isDeepEqual = (one: Fit & { isTight: boolean }, other: Fit & { isTight: boolean }): boolean =>
  one.size === other.size &&
  one.column === other.column &&
  one.perPage === other.perPage &&
  one.isTight === other.isTight;

const looks = ({ size, column }: Fit): CSSProperties => ({
  fontSize: `${String(size)}px`,
  ...(column !== null && { '--column': `${String(column)}em` }),
});

export const FittedPages = ({ cards, tighter, largest, columns = asStyled, turnMs = 10_000 }: Props) => {
  const box = useRef<HTMLDivElement>(null);
  const measure = useRef<HTMLDivElement>(null);
  const measureTight = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useState<Fit & { isTight: boolean }>({
    isTight: false,
    size: smallestReadable(window.innerHeight),
    column: null,
    perPage: cards.length,
  });
  const [turn, setTurn] = useState(0);

  useLayoutEffect(() => {
    const look = () => {
      if (!box.current || !measure.current) return;
      const smallest = smallestReadable(window.innerHeight);
      const sizes = { smallest, largest: Math.round(smallest * largest) };
      const tight = measureTight.current;
      const whole = fitCards(box.current, measure.current, {
        ...sizes,
        columns: tight ? columns.slice(0, 1) : columns,
        isWhole: tight !== null,
      });
      const isTight = tight !== null && whole.perPage < cards.length;
      const found = {
        ...(isTight ? fitCards(box.current, tight, { ...sizes, columns }) : whole),
        isTight,
      };
      setFit((known) => (isDeepEqual(known, found) ? known : found));
    };
    look();
    // The letters of the app are of another width than those that stand in for them.
    document.fonts.addEventListener('loadingdone', look);
    const watcher = new ResizeObserver(look);
    if (box.current) watcher.observe(box.current);
    return () => {
      document.fonts.removeEventListener('loadingdone', look);
      watcher.disconnect();
    };
  }, [cards, tighter, columns, largest]);

  const pages = Math.max(1, Math.ceil(cards.length / fit.perPage));
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
  return (
    <div className="fitted" ref={box}>
      <div className="fitted-grid fitted-measure" ref={measure} aria-hidden>
        {cards}
      </div>
      {tighter && (
        <div className="fitted-grid fitted-measure" ref={measureTight} aria-hidden>
          {tighter}
        </div>
      )}
      <div className="fitted-grid" style={looks(fit)}>
        {(fit.isTight ? (tighter ?? cards) : cards).slice(page * fit.perPage, (page + 1) * fit.perPage)}
      </div>
      {pages > 1 && (
        <div className="fitted-pages figures">
          {page + 1} of {pages}
        </div>
      )}
    </div>
  );
};
