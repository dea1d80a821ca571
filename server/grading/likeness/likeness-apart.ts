// Compares reviews in a thread of its own.
import { refuse } from '#shared/kernel/refusals.ts';
import { programPath } from '#server/kernel/program.ts';
import { createSerial } from '#server/kernel/serial.ts';
import { runApart, TooHeavy } from '#server/kernel/thread-apart.ts';
import type { comparePair, PartLikeness, PartText } from './compare.ts';

interface Foreign {
  /** Texts that are nobody's own: the papers, the form's questions. */
  readonly foreign: readonly string[];
}
type AllOrder = Foreign & { readonly kind: 'all'; readonly texts: readonly PartText[] };
type PairsOrder = Foreign & {
  readonly kind: 'pairs';
  readonly pairs: readonly (readonly [string, string])[];
};
export type LikenessOrder = AllOrder | PairsOrder;

/** 400 reviews of the greatest length with their shingles take some 300 MB and a few seconds. */
const limits = { milliseconds: 60_000, megabytes: 768 };

let program: Promise<string> | undefined;
// One after the other: each may take that much memory.
const inTurn = createSerial();

const run = async (order: LikenessOrder): Promise<unknown> => {
  const path = await (program ??= programPath('likeness-worker', import.meta.url));
  try {
    return await inTurn('', () => runApart(path, order, limits));
  } catch (error) {
    if (!(error instanceof TooHeavy)) throw error;
    throw refuse(
      'unprocessable',
      'too_heavy',
      'These reviews are too long to be compared with one another. Open two of them to read them side by side.',
    );
  }
};

export const findLikenesses = async (order: Omit<AllOrder, 'kind'>): Promise<PartLikeness[]> =>
  (await run({ ...order, kind: 'all' })) as PartLikeness[];

export const comparePairs = async (
  order: Omit<PairsOrder, 'kind'>,
): Promise<ReturnType<typeof comparePair>[]> =>
  (await run({ ...order, kind: 'pairs' })) as ReturnType<typeof comparePair>[];
