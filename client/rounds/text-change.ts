// What changed between two states of a text field, as small as possible, and where carets go when others type.

export interface TextChange {
  readonly at: number;
  readonly deleted: number;
  readonly inserted: string;
}

const isLowSurrogate = (text: string, index: number) => /[\uDC00-\uDFFF]/.test(text.charAt(index));

/**
 * The one change that leads from `before` to `after`, in UTF-16 units; `caret` is where the caret stands in `after` and
 * settles which of several equal letters was typed. Never cuts a character of two units in half.
 */
export const changeBetween = (before: string, after: string, caret: number): TextChange => {
  const shorter = Math.min(before.length, after.length);
  let end = 0;
  const endAtMost = Math.min(shorter, after.length - caret);
  while (end < endAtMost && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  let at = 0;
  while (at < shorter - end && before[at] === after[at]) at += 1;
  if (at > 0 && (isLowSurrogate(before, at) || isLowSurrogate(after, at))) at -= 1;
  if (end > 0 && (isLowSurrogate(before, before.length - end) || isLowSurrogate(after, after.length - end)))
    end -= 1;
  return { at, deleted: before.length - end - at, inserted: after.slice(at, after.length - end) };
};

/** One step of a Yjs text event. */
interface DeltaStep {
  readonly retain?: number | undefined;
  readonly insert?: unknown;
  readonly delete?: number | undefined;
}

/** Where a caret at `index` stands after the others' change: typing exactly at it goes behind it. */
export const moveCaret = (index: number, delta: readonly DeltaStep[]): number => {
  let place = 0;
  let moved = index;
  for (const step of delta) {
    if (step.retain !== undefined) place += step.retain;
    else if (typeof step.insert === 'string') {
      if (place < moved) moved += step.insert.length;
      place += step.insert.length;
    } else if (step.delete !== undefined) moved -= Math.min(step.delete, Math.max(0, moved - place));
  }
  return moved;
};
