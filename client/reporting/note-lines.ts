// Lines of a group's notes that are no points yet, and where a point goes between two others.
import { reportingLimits, type PointView } from '#shared/reporting/contract.ts';

export interface NoteLine {
  readonly question: number;
  readonly text: string;
}

/** Without the marks with which people begin the lines of a list. */
const plain = (line: string): string =>
  line
    .trim()
    .replace(/^([-*•–—]|\d{1,2}[.)])\s+/u, '')
    .slice(0, reportingLimits.text)
    .trim();

/** In the order of the notes, each once; what the group reports already is left out. */
export function linesToTake(
  texts: readonly string[],
  points: readonly Pick<PointView, 'question' | 'text'>[],
): NoteLine[] {
  const taken = new Set(points.map(({ text }) => text));
  return texts.flatMap((text, question) => {
    const lines = new Set(text.split(/\r?\n/).map(plain));
    return [...lines]
      .filter((line) => line !== '' && !taken.has(line))
      .map((line) => ({ question, text: line }));
  });
}

type Placed = Pick<PointView, 'place'> | undefined;

/** Between two neighbours; at an end one step beyond the last. */
export function placeBetween(before: Placed, after: Placed): number {
  if (before && after) return (before.place + after.place) / 2;
  if (before) return before.place + 1;
  return after ? after.place - 1 : 1;
}
