// How much of what kind is marked, in words: "12 notes, 3 questions".
import { kinds, kindSchema } from '#shared/annotations/kinds.ts';

/** Most frequent first; what is no kind, such as a draft of one, is a mark. */
export const sayKinds = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .map(([key, count]) => {
      const kind = kindSchema.safeParse(key);
      const word = kind.success ? kinds[kind.data].word.toLowerCase() : 'mark';
      return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
    })
    .join(', ');
