// A seminar of 500 who read, annotate and answer at once, on one process with the embedded engine; beside it a bare server doing the same.
import { createHistogram } from 'node:perf_hooks';
import { residentBytes } from '#server/kernel/resident-memory.ts';
import type { Benchmark } from './run.ts';
import { openCommunity, type LoadMember } from './support/load-community.ts';
import { createDriver, type Driven } from './support/load-drive.ts';
import { openLoadEngine, readMetric, startBareLoad } from './support/load-servers.ts';
import { createListeners } from './support/load-sockets.ts';

export const amounts = { members: 500, threads: 300, seconds: 60, inFlight: 50 };

/** Both take turns of so many seconds, so that what else the machine does meets both. */
const turnSeconds = 10;

const ms = (microseconds: number) => Math.round(microseconds / 10) / 100;
const mb = (bytes: number) => Math.round(bytes / 1e5) / 10;
const rate = (driven: readonly Driven[]) => {
  const [requests, seconds] = driven.reduce(
    ([sum, time], one) => [sum + one.requests, time + one.seconds],
    [0, 0],
  );
  return Math.round((requests / seconds) * 10) / 10;
};

/**
 * `requests_per_s`, `p50_ms`, `p99_ms`: with so many requests under way at any moment, from a request to the end of its answer.
 * `missed_events`: facts about acknowledged posts that a member in the room did not hear, over all members. `delivery_*`: from the
 * sending of a post to its arrival at each member. `ratio`: requests per second of the product by those of the baseline.
 */
export const measure: Benchmark<typeof amounts> = async ({ members, threads, seconds, inFlight }) => {
  const engine = await openLoadEngine();
  const listeners = createListeners();
  const bareListeners = createListeners();
  try {
    const server = await engine.startServer();
    const community = await openCommunity({ db: engine.db, urls: [server.url], members, threads });
    const bare = await startBareLoad(engine, community);
    try {
      const room = `document:${community.documentId}`;
      const enterAll = async (who: readonly LoadMember[], ears: typeof listeners) => {
        for (const member of who) await ears.enter(member, room, ears === bareListeners);
      };
      await enterAll(community.members, listeners);
      await enterAll(bare.members, bareListeners);
      const options = { community, inFlight, seed: 7 };
      const ours = createDriver({ ...options, members: community.members, listeners });
      const theirs = createDriver({ ...options, members: bare.members, listeners: bareListeners });
      const opened = await ours.openAll();
      const bareOpened = await theirs.openAll();

      listeners.reset();
      const rss = { start: await residentBytes(server.pid), bareStart: await residentBytes(bare.pid) };
      const driven: Driven[] = [];
      const bareDriven: Driven[] = [];
      let delay = 0;
      let missed = 0;
      const delays = createHistogram();
      const bareDelays = createHistogram();
      const times = opened.times;
      times.reset();
      for (let turn = 0; turn < Math.max(1, Math.round(seconds / turnSeconds)); turn++) {
        await readMetric(server.url, 'paperround_nodejs_eventloop_lag_p99_seconds');
        const mine = await ours.drive(Math.min(seconds, turnSeconds));
        delay = Math.max(delay, await readMetric(server.url, 'paperround_nodejs_eventloop_lag_p99_seconds'));
        const heard = await listeners.settle(mine.posts);
        missed += heard.missed;
        times.add(mine.times);
        delays.add(heard.delays);
        listeners.reset();
        driven.push(mine);
        const bareTurn = await theirs.drive(Math.min(seconds, turnSeconds));
        bareDriven.push(bareTurn);
        bareDelays.add((await bareListeners.settle(bareTurn.posts)).delays);
        bareListeners.reset();
      }
      const all = [opened, bareOpened, ...driven, ...bareDriven];
      for (const problem of all.flatMap(({ problems }) => problems).slice(0, 10))
        process.stderr.write(`${problem}\n`);
      return {
        open_per_s: rate([opened]),
        bare_open_per_s: rate([bareOpened]),
        requests_per_s: rate(driven),
        p50_ms: ms(times.percentile(50)),
        p99_ms: ms(times.percentile(99)),
        errors: driven.reduce((sum, one) => sum + one.errors, opened.errors),
        missed_events: missed,
        delivery_p50_ms: ms(delays.percentile(50)),
        delivery_p99_ms: ms(delays.percentile(99)),
        event_loop_delay_p99_ms: Math.round(delay * 1e5) / 100,
        memory_start_mb: mb(rss.start),
        memory_end_mb: mb(await residentBytes(server.pid)),
        bare_requests_per_s: rate(bareDriven),
        bare_delivery_p99_ms: ms(bareDelays.percentile(99)),
        bare_memory_end_mb: mb(await residentBytes(bare.pid)),
        ratio: Math.round((rate(driven) / rate(bareDriven)) * 100) / 100,
      };
    } finally {
      await bare.stop();
    }
  } finally {
    listeners.close();
    bareListeners.close();
    await engine.close();
  }
};
