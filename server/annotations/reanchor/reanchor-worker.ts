// The thread apart in which passages are found again, so that the server goes on answering meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import type { MatchingOrder } from './match-apart.ts';
import { createMatcher } from './match.ts';

const { oldPages, newPages, anchors } = workerData as MatchingOrder;
const match = createMatcher(oldPages, newPages);
parentPort?.postMessage(anchors.map(match));
