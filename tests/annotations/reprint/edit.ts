// Small edits as authors make them between two versions: words changed, sentences inserted and removed, a paragraph moved.
import type { Word } from './print.ts';

/** Numbers in [0, 1). */
export type Random = () => number;

/** The same seed gives the same numbers: a linear congruential generator (constants of Numerical Recipes). */
export const randomFrom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
};

/** Shares of words and of sentences; how many paragraphs move. */
export interface Edits {
  readonly changed: number;
  readonly inserted: number;
  readonly removed: number;
  readonly moved: number;
}

const otherWords =
  'often rather steady measured clear bounded replicas workload careful latency observed again several smaller later'.split(
    ' ',
  );
const insertions = [
  'We thank a reader of an earlier draft for this remark.',
  'This had gone unnoticed in the first version of our study.',
  'Note that none of the later results depend on this choice.',
  'A longer discussion can be found in our technical report.',
  'The effect was the same on all three machines.',
];

const endsSentence = ({ text }: Word) => /[a-z)]\.$/.test(text);

/** A changed word keeps its number; inserted words have numbers of their own, above all others. */
export function edit(words: readonly Word[], edits: Edits, random: Random): Word[] {
  let next = words.reduce((most, { id }) => Math.max(most, id), 0) + 1;
  const pick = (list: readonly string[]) => list[Math.floor(random() * list.length)] ?? '';
  const sentences: Word[][] = [[]];
  for (const word of words) {
    sentences.at(-1)?.push(word);
    if (endsSentence(word)) sentences.push([]);
  }
  const kept = sentences.flatMap((sentence) => {
    const fate = random();
    const same = fate < edits.removed ? [] : sentence;
    const isNext = fate >= edits.removed && fate < edits.removed + edits.inserted;
    const added = isNext
      ? pick(insertions)
          .split(' ')
          .map((text) => ({ id: next++, text }))
      : [];
    return [[...same, ...added]];
  });
  for (let i = 0; i < edits.moved; i++) {
    const from = Math.floor(random() * Math.max(1, kept.length - 8));
    const [to, part] = [Math.floor(random() * kept.length), kept.splice(from, 4)];
    kept.splice(to, 0, ...part);
  }
  return kept
    .flat()
    .map((word) =>
      random() < edits.changed && /^[a-z]{3,}$/.test(word.text) ? { ...word, text: pick(otherWords) } : word,
    );
}
