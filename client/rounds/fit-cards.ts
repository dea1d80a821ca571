// How large cards can be in a box, in columns of which width, and on how many pages.

export interface Fit {
  /** Type size in pixels. */
  readonly size: number;
  /** The least width of a column in em; null: what the style says. */
  readonly column: number | null;
  /** Cards on one page. */
  readonly perPage: number;
}

interface Wishes {
  /** Type sizes in pixels, both included. */
  readonly smallest: number;
  readonly largest: number;
  /** Widths in em that columns may have where the widest line does not fit, the best first; none: the style says it. */
  readonly columns: readonly number[];
  /** One page with whole lines or none: the caller has something shorter. */
  readonly isWhole?: boolean;
}

/** So wide that every line is whole, in em. */
const wholeLines = (grid: HTMLElement): number => {
  setLooks(grid, 100, 1);
  const widest = Math.max(0, ...Array.from(grid.querySelectorAll('li'), ({ scrollWidth }) => scrollWidth));
  return Math.ceil(widest / 10) / 10;
};

const setLooks = (grid: HTMLElement, size: number, column: number | null): void => {
  grid.style.fontSize = `${String(size)}px`;
  if (column === null) grid.style.removeProperty('--column');
  else grid.style.setProperty('--column', `${String(column)}em`);
};

/** Looks for whole lines first, then for one page, then for size. `grid` is a hidden copy with all cards. */
export const fitCards = (box: HTMLElement, grid: HTMLElement, wishes: Wishes): Fit => {
  const { smallest, largest } = wishes;
  const cards = [...grid.children] as HTMLElement[];
  for (const card of cards) card.hidden = false;
  const isIn = (size: number, column: number | null) => {
    setLooks(grid, size, column);
    return grid.scrollHeight <= box.clientHeight && grid.scrollWidth <= box.clientWidth;
  };
  // One by one: with another number of columns a larger size may fit where a smaller one does not.
  const largestIn = (column: number | null): number => {
    for (let size = largest; size > smallest; size -= 1) if (isIn(size, column)) return size;
    return smallest;
  };
  const columns =
    wishes.columns.length === 0
      ? [null]
      : [wholeLines(grid), ...wishes.columns].filter(
          (column, index, all) => index === 0 || column < (all[0] ?? 0),
        );
  for (const column of wishes.isWhole === true ? columns.slice(0, 1) : columns)
    if (isIn(smallest, column)) return { size: largestIn(column), column, perPage: cards.length };

  // A few very long lines make no further pages.
  const column = columns[1] ?? columns[0] ?? null;
  setLooks(grid, smallest, column);
  const bottom = grid.getBoundingClientRect().top + box.clientHeight;
  const whole = cards.findIndex((card) => card.getBoundingClientRect().bottom > bottom);
  const pages = Math.ceil(cards.length / Math.max(1, whole));
  // As many on each page, so that none is nearly empty; then they may be larger.
  const perPage = Math.ceil(cards.length / pages);
  for (const card of cards.slice(perPage)) card.hidden = true;
  return { size: largestIn(column), column, perPage };
};
