// Turns a browser's selection into the targets that the person meant, without what the browser took along.
import { anchorLimits, quoteFromTargets } from '#shared/annotations/anchor.ts';
import { readPageText } from './page-text.ts';
import { passageOn } from './passage.ts';
import { positionAt, runAt } from './positions.ts';
import { endsOf } from './selection-ends.ts';
import type { AreaTarget, Target, TextTarget } from '#shared/annotations/anchor.ts';
import type { PageHandle } from './page-handle.ts';
import type { Passage } from './passage.ts';
import type { Trail } from './pointer-trail.ts';

export interface Capture {
  /** One per page, in page order; an area is a single one. */
  targets: Target[];
  /** The words on one line, for showing; empty for an area. */
  quote: string;
  /** More than people mark on purpose: ask before posting. */
  large: boolean;
  /** More than an anchor can hold: it cannot be posted. */
  tooLarge: boolean;
}

export const captureArea = (target: AreaTarget): Capture => ({
  targets: [target],
  quote: '',
  large: false,
  tooLarge: false,
});

/** Characters of quote above which a selection is thought to be an accident. */
const largeFrom = 3000;

/**
 * `pages` are the rendered ones; `trail` tells where the pointer went, null for a selection by keyboard or touch handles.
 * Null when no words are selected. `range` is the passage as it was understood, to be put in the place of the browser's own.
 */
export function captureSelection(
  selection: Selection,
  pages: readonly PageHandle[],
  trail: Trail | null,
): { capture: Capture; range: Range | null } | null {
  if (selection.rangeCount === 0 || (selection.isCollapsed && !isDrag(trail))) return null;
  const touched = pages.filter((page) => isTouched(page, selection.getRangeAt(0), trail));
  const contents = touched
    .toSorted((a, b) => a.index - b.index)
    .map(readPageText)
    .filter((content) => content !== null);
  const ends = endsOf(selection, contents, trail);
  if (!ends) return null;
  const [first, last] = ends;

  const passages = contents
    .filter(({ page }) => page.index >= first.content.page.index && page.index <= last.content.page.index)
    .map((content) =>
      passageOn(
        content,
        content === first.content ? first.offset : null,
        content === last.content ? last.offset : null,
      ),
    )
    .filter((passage) => passage !== null);
  if (passages.length === 0) return null;
  const targets = passages.map(({ target }) => target);
  return {
    capture: { targets, quote: quoteFromTargets(targets), ...sizes(targets) },
    range: rangeOver(passages),
  };
}

/** Points that the pointer must travel: a hand is not quite still while it clicks. */
const dragFrom = 8;

const isDrag = (trail: Trail | null) =>
  trail !== null &&
  (trail.from.page !== trail.to.page ||
    Math.hypot(trail.from.x - trail.to.x, trail.from.y - trail.to.y) > dragFrom);

const isTouched = ({ index, element }: PageHandle, range: Range, trail: Trail | null) =>
  range.intersectsNode(element) || index === trail?.from.page || index === trail?.to.page;

function sizes(targets: readonly TextTarget[]): Pick<Capture, 'large' | 'tooLarge'> {
  const length = targets.reduce((sum, { quote }) => sum + quote.exact.length, 0);
  const over = ({ quote, rects }: TextTarget) =>
    quote.exact.length > anchorLimits.exact || rects.length > anchorLimits.rects;
  return { large: length > largeFrom, tooLarge: targets.length > anchorLimits.targets || targets.some(over) };
}

function rangeOver(passages: readonly Passage[]): Range | null {
  const [first, last] = [passages.at(0), passages.at(-1)];
  const from = first && positionAt(runAt(first.content, first.start), first.start);
  const to = last && positionAt(runAt(last.content, last.end - 1), last.end);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}
