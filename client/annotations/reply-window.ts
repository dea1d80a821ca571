// Which replies of a long discussion are drawn: the newest at first, earlier and later ones on request, never more than some hundred.

const drawnAtFirst = 40;
export const drawnAtMost = 200;
const step = 160;

/** Indexes into the replies, `to` excluded; `to` null: up to the newest, also those that are still to come. */
export interface ReplyWindow {
  readonly from: number;
  readonly to: number | null;
}

export const newest = (count: number): ReplyWindow => ({ from: Math.max(0, count - drawnAtFirst), to: null });

/** Where a window ends among `count` replies; of fewer than it knew, some are gone meanwhile. */
export const endOf = ({ to }: ReplyWindow, count: number): number => Math.min(to ?? count, count);

export const earlier = (window: ReplyWindow, count: number): ReplyWindow => {
  const from = Math.max(0, window.from - step);
  const isWhole = endOf(window, count) - from <= drawnAtMost;
  return { from, to: isWhole ? window.to : from + drawnAtMost };
};

export const later = (window: ReplyWindow, count: number): ReplyWindow => {
  const to = Math.min(count, endOf(window, count) + step);
  return { from: Math.max(window.from, to - drawnAtMost), to: to === count ? null : to };
};

/** As it is where the reply at this index is drawn already, else one around it. */
export const around = (window: ReplyWindow, index: number, count: number): ReplyWindow => {
  if (index < 0 || (index >= window.from && index < endOf(window, count))) return window;
  const from = Math.max(0, index - drawnAtFirst / 2);
  const to = from + drawnAtMost;
  return { from, to: to >= count ? null : to };
};
