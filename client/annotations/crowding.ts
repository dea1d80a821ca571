// How much of each thread is shown beside a page: whole cards, one line each, or lines that stand for several.

/** px, with the gap below: what a closed card takes, and a line. */
export const cardRoom = 150;
export const lineRoom = 40;

export type Shown<T> =
  | { readonly as: 'card'; readonly item: T }
  | { readonly as: 'line'; readonly item: T }
  | { readonly as: 'several'; readonly items: readonly T[] };

/**
 * The threads of one page in order, for `room` px beside it. The open one is always a card. Only counts decide, not the heights as
 * they turn out to be, so that nothing changes its shape while it is looked at.
 */
export const crowd = <T>(items: readonly T[], room: number, isOpen: (item: T) => boolean): Shown<T>[] => {
  if (items.length * cardRoom <= room) return items.map((item) => ({ as: 'card', item }));
  const lines = Math.max(1, Math.floor(room / lineRoom));
  const perLine = Math.ceil(items.length / lines);
  const shown: Shown<T>[] = [];
  let several: T[] = [];
  const flush = () => {
    const [only] = several;
    if (several.length > 1) shown.push({ as: 'several', items: several });
    else if (only !== undefined) shown.push({ as: 'line', item: only });
    several = [];
  };
  for (const item of items) {
    if (isOpen(item)) {
      flush();
      shown.push({ as: 'card', item });
    } else if (several.push(item) >= perLine) flush();
  }
  flush();
  return shown;
};
