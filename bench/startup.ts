// From the start of the process to its ready line, on a data directory that exists; beside it, a bare HTTP server of Node.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServer } from '#tests/support/server.ts';
import type { Benchmark } from './run.ts';

const runs = 5;
const bareServer = "require('node:http').createServer().listen(0, () => console.log('ready'))";

const startBare = async () => {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['-e', bareServer], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const took = performance.now() - startedAt;
  child.kill();
  await once(child, 'close');
  return took;
};

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

/** Milliseconds; a start and a baseline take turns, so that both meet the same load. */
export const measure: Benchmark = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-bench-'));
  try {
    const first = await startServer({ dataDir });
    await first.stop();
    const starts: number[] = [];
    const bare: number[] = [];
    for (let run = 0; run < runs; run++) {
      const server = await startServer({ dataDir });
      starts.push(Math.round(server.startedInMs));
      await server.stop();
      bare.push(Math.round(await startBare()));
    }
    return {
      median_ms: median(starts),
      runs: starts,
      baseline_median_ms: median(bare),
      baseline_runs: bare,
      ratio: Math.round((median(starts) / median(bare)) * 10) / 10,
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};
