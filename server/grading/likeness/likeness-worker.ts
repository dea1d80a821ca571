// The thread apart in which reviews are compared, so that the server goes on answering meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import { comparePair, likenessesAmong } from './compare.ts';
import type { LikenessOrder } from './likeness-apart.ts';
import { foreignShingles } from './shingles.ts';

const order = workerData as LikenessOrder;
const foreign = foreignShingles(order.foreign);
parentPort?.postMessage(
  order.kind === 'all'
    ? likenessesAmong(order.texts, foreign)
    : order.pairs.map(([one, other]) => comparePair(one, other, foreign)),
);
