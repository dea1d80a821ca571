// Marks passages in the page without touching its text: CSS highlights, which are no elements and change no reading order.

/** `open`: the passage of what is written or read right now. */
export type Tint = 'remark' | 'reacted' | 'open';
export type Tinted = ReadonlyMap<Tint, readonly Range[]>;

const tints: readonly Tint[] = ['reacted', 'remark', 'open'];
/** The registry is one for the whole page; every part of a review adds its own. */
const painted = new Map<object, Tinted>();

/** Browsers without them get the drawn rectangles of `DrawnMarks`. */
export const hasHighlights = (): boolean =>
  typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight === 'function';

const repaint = () => {
  for (const tint of tints) {
    const ranges = [...painted.values()].flatMap((marks) => marks.get(tint) ?? []);
    const name = `review-${tint}`;
    if (ranges.length === 0) {
      CSS.highlights.delete(name);
      continue;
    }
    const highlight = new Highlight(...ranges);
    highlight.priority = tints.indexOf(tint);
    CSS.highlights.set(name, highlight);
  }
};

/** Paints the marks of `owner` in place of those it had; null takes them away. */
export const paint = (owner: object, marks: Tinted | null): void => {
  if (!hasHighlights()) return;
  if (marks) painted.set(owner, marks);
  else painted.delete(owner);
  repaint();
};
