// Compares reviews in a thread of its own.
import { Worker } from 'node:worker_threads';
import { programPath } from '#server/kernel/program.ts';
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

/** 400 reviews of the greatest length with their shingles take some 300 MB. */
const megabytes = 768;

let program: Promise<string> | undefined;

const run = async (order: LikenessOrder): Promise<unknown> => {
  const path = await (program ??= programPath('likeness-worker', import.meta.url));
  const worker = new Worker(path, {
    workerData: order,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', () => {
        reject(new Error('The thread that compares reviews ended without an answer.'));
      });
    });
  } finally {
    await worker.terminate();
  }
};

export const findLikenesses = async (order: Omit<AllOrder, 'kind'>): Promise<PartLikeness[]> =>
  (await run({ ...order, kind: 'all' })) as PartLikeness[];

export const comparePairs = async (
  order: Omit<PairsOrder, 'kind'>,
): Promise<ReturnType<typeof comparePair>[]> =>
  (await run({ ...order, kind: 'pairs' })) as ReturnType<typeof comparePair>[];
