// Paints the passages of a part, and says which remark somebody clicked on.
import { useEffect, useId, useMemo, type MouseEvent } from 'react';
import type { Range as Stretch } from '#shared/annotations/page-text.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { hasHighlights, paint, type Tinted } from './highlights.ts';
import type { Passage } from '#shared/remarks/place.ts';
import type { PartPlaces } from './part-places.ts';
import { rangeOf, type Readable } from './readable.ts';
import type { Toggled } from './use-toggled.ts';

const owners = new Map<string, object>();

interface Open {
  readonly toggled: Toggled;
  /** What is written about right now. */
  readonly writing: Passage | null;
}

/** Those that were opened, and what is written about, stand out. */
export const useMarks = (
  readable: Readable | null,
  { remarks, reacted, find }: PartPlaces,
  { toggled, writing }: Open,
): Tinted => {
  const id = useId();
  const marks = useMemo((): Tinted => {
    const rangesOf = (stretches: readonly (Stretch | null)[]) =>
      stretches.flatMap((stretch) => (stretch && readable && rangeOf(readable, stretch)) ?? []);
    const opened = remarks.filter(({ item }) => toggled.get(item.id) === true);
    return new Map([
      ['reacted', rangesOf(reacted.map(({ stretch }) => stretch))],
      ['remark', rangesOf(remarks.map(({ stretch }) => stretch))],
      ['open', rangesOf([...opened.map(({ stretch }) => stretch), writing && find(writing)])],
    ] as const);
  }, [readable, remarks, reacted, find, toggled, writing]);
  useEffect(() => {
    if (!hasHighlights()) return;
    const owner = owners.get(id) ?? {};
    owners.set(id, owner);
    paint(owner, marks);
    return () => {
      paint(owner, null);
      owners.delete(id);
    };
  }, [id, marks]);
  return marks;
};

interface CaretPlace {
  readonly offsetNode: Node;
  readonly offset: number;
}

/** Where in the text a point of the window is; the one way is the standard's, the other what came before it. */
const caretAt = (x: number, y: number): CaretPlace | null => {
  const page = document as Partial<{
    caretPositionFromPoint(x: number, y: number): CaretPlace | null;
    caretRangeFromPoint(x: number, y: number): Range | null;
  }>;
  if (page.caretPositionFromPoint) return page.caretPositionFromPoint(x, y);
  const range = page.caretRangeFromPoint?.(x, y);
  return range ? { offsetNode: range.startContainer, offset: range.startOffset } : null;
};

/** The remark whose passage was clicked on, the shortest where several are; null: none, or something was meant that is a link. */
export const remarkAt = (
  event: MouseEvent,
  readable: Readable | null,
  remarks: PartPlaces['remarks'],
): Id | null => {
  const isLink = event.target instanceof Element && event.target.closest('a, button') !== null;
  const caret =
    isLink || document.getSelection()?.isCollapsed === false ? null : caretAt(event.clientX, event.clientY);
  if (!caret || !readable) return null;
  const hit = remarks
    .filter(({ stretch }) => {
      const range = stretch && rangeOf(readable, stretch);
      return range?.isPointInRange(caret.offsetNode, caret.offset) === true;
    })
    .toSorted((a, b) => lengthOf(a.stretch) - lengthOf(b.stretch));
  return hit[0]?.item.id ?? null;
};

const lengthOf = (stretch: Stretch | null) => (stretch ? stretch.end - stretch.start : Infinity);
