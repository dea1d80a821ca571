// Likeness of reviews, part by part: candidates by minimum hashes, then counted exactly.
import { gatherBy } from '#shared/kernel/gather.ts';
import { candidatesAmong, signatureOf } from './min-hash.ts';
import { hashesOf, ownShingles, passagesIn } from './shingles.ts';

/** Less is not worth anybody's look: two sentences in common, in texts of the length that is asked for. */
const atLeast = { shared: 8, resemblance: 0.1, containment: 0.25 } as const;
/** A class that copies from one source makes very many pairs; the strongest are shown. */
const pairsAtMost = 500;

export interface Overlap {
  readonly shared: number;
  /** |A ∩ B| / |A ∪ B|; 0 where there is nothing. */
  readonly resemblance: number;
  /** |A ∩ B| / the smaller of both: near 1 also where a short text lies in a long one. */
  readonly containment: number;
}

export const overlapOf = (one: ReadonlySet<number>, other: ReadonlySet<number>): Overlap => {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const element of small) if (large.has(element)) shared += 1;
  if (shared === 0) return { shared, resemblance: 0, containment: 0 };
  return {
    shared,
    resemblance: shared / (small.size + large.size - shared),
    containment: shared / small.size,
  };
};

/** A text of one review, the answer to the question `part`. */
export interface PartText {
  readonly reviewId: string;
  readonly part: string;
  readonly text: string;
}

export interface PartLikeness {
  readonly oneId: string;
  readonly otherId: string;
  readonly part: string;
  readonly resemblance: number;
  readonly containment: number;
}

/** Pairs within one part that share more than chance has it, the strongest first; `oneId` is the smaller id. */
export const likenessesAmong = (texts: readonly PartText[], foreign: ReadonlySet<number>): PartLikeness[] => {
  const byPart = gatherBy(texts, ({ part }) => part);
  const found: PartLikeness[] = [];
  for (const [part, own] of byPart) {
    const sets = own
      .map(({ reviewId, text }) => ({ reviewId, set: hashesOf(ownShingles(text, foreign)) }))
      .filter(({ set }) => set.size >= atLeast.shared);
    for (const [a, b] of candidatesAmong(sets.map(({ set }) => signatureOf(set)))) {
      const [one, other] = [sets[a], sets[b]];
      if (!one || !other || one.reviewId === other.reviewId) continue;
      const { shared, resemblance, containment } = overlapOf(one.set, other.set);
      if (shared < atLeast.shared) continue;
      if (resemblance < atLeast.resemblance && containment < atLeast.containment) continue;
      const [oneId, otherId] = [one.reviewId, other.reviewId].sort() as [string, string];
      found.push({ oneId, otherId, part, resemblance, containment });
    }
  }
  return found.sort((a, b) => b.containment - a.containment).slice(0, pairsAtMost);
};

/** Two answers side by side: where each has what the other has too. */
export const comparePair = (oneText: string, otherText: string, foreign: ReadonlySet<number>) => {
  const [one, other] = [ownShingles(oneText, foreign), ownShingles(otherText, foreign)];
  const [ofOne, ofOther] = [hashesOf(one), hashesOf(other)];
  const { resemblance, containment } = overlapOf(ofOne, ofOther);
  return {
    ...{ resemblance, containment },
    one: { text: oneText, shared: passagesIn(one, ofOther) },
    other: { text: otherText, shared: passagesIn(other, ofOne) },
  };
};
