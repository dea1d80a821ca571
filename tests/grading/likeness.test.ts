// Likeness of texts: equal, apart and partly shared ones, how good the estimate is, and what is nobody's own.
import { describe, expect, test } from '@jest/globals';
import { comparePair, likenessesAmong, overlapOf, type PartText } from '#server/grading/likeness/compare.ts';
import {
  candidatesAmong,
  estimateResemblance,
  permutations,
  signatureOf,
} from '#server/grading/likeness/min-hash.ts';
import { foreignShingles, hashesOf, ownShingles } from '#server/grading/likeness/shingles.ts';
import { findLikenesses } from '#server/grading/likeness/likeness-apart.ts';
import { createChance } from '#tests/support/chance.ts';

const { next } = createChance(7);
const pick = (count: number) => Math.floor(next() * count);
const letters = 'abcdefghijklmnopqrstuvwxyz';
const vocabulary = Array.from({ length: 3000 }, () =>
  Array.from({ length: 3 + pick(7) }, () => letters[pick(26)] ?? 'a').join(''),
);
const write = (words: number) =>
  Array.from({ length: words }, () => vocabulary[pick(vocabulary.length)] ?? '').join(' ');
const none: ReadonlySet<number> = new Set();
const setOf = (text: string, foreign = none) => hashesOf(ownShingles(text, foreign));
const overlap = (one: string, other: string) => overlapOf(setOf(one), setOf(other));

describe('resemblance and containment', () => {
  test('of equal texts are 1, whatever their case, accents and punctuation', () => {
    const text = 'The naïve cache wins: it keeps what is used, and evicts the rest.';
    expect(overlap(text, text)).toMatchObject({ resemblance: 1, containment: 1 });
    expect(overlap(text, 'the NAIVE cache wins; it keeps what is used and evicts the rest')).toMatchObject({
      resemblance: 1,
    });
  });

  test('of texts written apart are 0', () => {
    expect(overlap(write(400), write(400))).toEqual({ shared: 0, resemblance: 0, containment: 0 });
  });

  test('of a short text inside of a long one: contained, without resembling it', () => {
    const short = write(60);
    const { resemblance, containment } = overlap(short, `${write(400)} ${short} ${write(400)}`);
    expect(containment).toBe(1);
    expect(resemblance).toBeLessThan(0.1);
  });

  test('are counted over five words in a row: by hand', () => {
    // Shingles: abcde bcdef against abcde bcdeg, one of three in common.
    expect(overlap('a b c d e f', 'a b c d e g')).toEqual({
      shared: 1,
      resemblance: 1 / 3,
      containment: 1 / 2,
    });
    expect(overlap('a b c d', 'a b c d')).toMatchObject({ resemblance: 0 });
  });
});

describe('the estimate', () => {
  test('lies within four standard errors of what is counted, at every level', () => {
    for (const part of [0.05, 0.2, 0.5, 0.8, 0.95]) {
      let sum = 0;
      const rounds = 6;
      for (let round = 0; round < rounds; round += 1) {
        const shared = write(Math.round(200 * part));
        const [one, other] = [`${shared} ${write(200 * (1 - part))}`, `${shared} ${write(200 * (1 - part))}`];
        const { resemblance } = overlap(one, other);
        const error = estimateResemblance(signatureOf(setOf(one)), signatureOf(setOf(other))) - resemblance;
        expect(Math.abs(error)).toBeLessThan(
          4 * Math.sqrt((resemblance * (1 - resemblance)) / permutations) + 0.01,
        );
        sum += error;
      }
      // And errs to no side.
      expect(Math.abs(sum / rounds)).toBeLessThan(0.06);
    }
  });

  test('of equal sets is 1, and candidates are those that share something', () => {
    const [one, other] = [write(200), write(200)];
    const signatures = [one, other, `${one.slice(0, 600)} ${write(100)}`].map((text) =>
      signatureOf(setOf(text)),
    );
    const [first, second] = signatures as [Uint32Array, Uint32Array];
    expect(estimateResemblance(first, first)).toBe(1);
    expect(estimateResemblance(first, second)).toBe(0);
    expect(candidatesAmong(signatures)).toEqual([[0, 2]]);
  });
});

describe('what is nobody’s own', () => {
  const paper =
    'We show that a lease of ten seconds is enough for every workload that we have mea-\nsured so far.';
  test('words of the paper, also over a hyphen at a line’s end', () => {
    const foreign = foreignShingles([paper]);
    const quoted =
      'They write: "a lease of ten seconds is enough for every workload that we have measured so far".';
    const words = (text: string) =>
      ownShingles(text, foreign).map(({ start, end }) => text.slice(start, end));
    expect(words(quoted)).toEqual([
      'They write: "a lease of',
      'write: "a lease of ten',
      // Across the end of the quotation nothing follows.
    ]);
    expect(overlapOf(setOf(quoted, foreign), setOf(`Indeed ${paper}`, foreign)).shared).toBe(0);
  });

  test('citations with their words, quoted blocks, addresses', () => {
    const cited = '[a lease of ten seconds is enough for all](/documents/abc?passage=x)';
    expect(ownShingles(`See ${cited}.`, none)).toEqual([]);
    expect(ownShingles('> one two three four five six\n', none)).toEqual([]);
    expect(ownShingles('https://example.org/one/two/three/four/five/six', none)).toEqual([]);
    expect(ownShingles('one two three four five six', none)).toHaveLength(2);
  });
});

test('two answers side by side: the shared passages, letter by letter', () => {
  const copied = 'The lease expires before the clock of the client can drift by that much.';
  const { one, other } = comparePair(
    `I liked it. ${copied} Fine.`,
    `${copied.toUpperCase()} But no proof.`,
    none,
  );
  const marked = ({ text, shared }: typeof one) => shared.map(([start, end]) => text.slice(start, end));
  expect(marked(one)).toEqual([copied.slice(0, -1)]);
  expect(marked(other)).toEqual([copied.slice(0, -1).toUpperCase()]);
});

describe('a whole class', () => {
  const copied = write(60);
  const texts: PartText[] = Array.from({ length: 120 }, (_, at) => ({
    reviewId: `review${String(at).padStart(3, '0')}`,
    part: at % 2 === 0 ? 'first' : 'second',
    text: at === 10 || at === 50 || at === 51 ? `${write(60)} ${copied}` : write(120),
  }));

  test('those who share are found, within one part, and nobody else', async () => {
    const found = likenessesAmong(texts, none);
    // Review 51 has the same words in another part.
    expect(found.map(({ oneId, otherId, part }) => [oneId, otherId, part])).toEqual([
      ['review010', 'review050', 'first'],
    ]);
    expect(found[0]?.containment).toBeCloseTo(56 / 116, 1);
    expect(await findLikenesses({ texts, foreign: [] })).toEqual(found);
    expect(await findLikenesses({ texts, foreign: [copied] })).toEqual([]);
  });
});
