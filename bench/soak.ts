// Ten minutes of people who come and go, read, write and upload: does memory grow, do handles or sockets stay behind?
import { readdir } from 'node:fs/promises';
import { newId } from '#shared/kernel/primitives.ts';
import { residentBytes } from '#server/kernel/resident-memory.ts';
import { makePdf } from '#tests/support/pdf.ts';
import type { Benchmark } from './run.ts';
import { openCommunity, type LoadMember } from './support/load-community.ts';
import { createDriver, type Driven } from './support/load-drive.ts';
import { openLoadEngine, readMetric } from './support/load-servers.ts';
import { createListeners } from './support/load-sockets.ts';

export const amounts = { seconds: 600, members: 60, threads: 200, inFlight: 4 };

/** One turn: everybody comes, works, and goes again. */
const turnSeconds = 10;
/** The first part is left out of the slope: caches fill up. */
const warmUp = 0.3;

const mb = (bytes: number) => Math.round(bytes / 1e4) / 100;

/** Least squares over points of minutes and megabytes. */
const slopeOf = (points: readonly (readonly [number, number])[]): number => {
  const mean = (index: 0 | 1) => points.reduce((sum, point) => sum + point[index], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const above = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  const below = points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
  return Math.round((above / below) * 100) / 100;
};

/** Adds a meeting with one paper; answers whether its file was taken. */
const upload = async ({ url, headers }: LoadMember, courseId: string, pdf: Uint8Array) => {
  const meetingId = newId();
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  await fetch(`${url}/api/courses/${courseId}/meetings`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 }),
  });
  const form = new FormData();
  form.set('id', newId());
  form.set('file', new Blob([pdf as Uint8Array<ArrayBuffer>], { type: 'application/pdf' }), 'paper.pdf');
  const path = `${url}/api/meetings/${meetingId}/papers/upload`;
  return (await fetch(path, { method: 'POST', headers, body: form })).ok;
};

/**
 * `memory_mb_per_min`: of the server's resident memory, `heap_mb_per_min`: of V8's heap in use, both after the warm-up, at the end of
 * each turn when nobody is connected. `handles` and `sockets` likewise at the first and the last end of a turn.
 */
export const measure: Benchmark<typeof amounts> = async ({ seconds, members, threads, inFlight }) => {
  const engine = await openLoadEngine();
  try {
    const server = await engine.startServer();
    const community = await openCommunity({ db: engine.db, urls: [server.url], members, threads });
    const room = `document:${community.documentId}`;
    const startedAt = performance.now();
    const resident: [number, number][] = [];
    const heap: [number, number][] = [];
    const handles: number[] = [];
    const sockets: number[] = [];
    const driven: Driven[] = [];
    let uploads = 0;
    let uploadErrors = 0;
    let entered = 0;
    let missed = 0;
    const minutes = () => (performance.now() - startedAt) / 60_000;
    for (let turn = 0; minutes() * 60 < seconds; turn++) {
      const listeners = createListeners();
      for (const member of community.members) await listeners.enter(member, room);
      entered += members;
      const driver = createDriver({
        community,
        listeners,
        members: community.members,
        inFlight,
        seed: turn + 1,
      });
      const sending = upload(
        community.staff,
        community.courseId,
        await makePdf({ pages: 2, title: newId() }),
      );
      listeners.reset();
      const turnDriven = await driver.drive(turnSeconds);
      driven.push(turnDriven);
      if (await sending) uploads += 1;
      else uploadErrors += 1;
      missed += (await listeners.settle(turnDriven.posts)).missed;
      driver.close();
      listeners.close();
      while ((await readMetric(server.url, 'paperround_sockets')) > 0)
        await new Promise((resolve) => setTimeout(resolve, 100));
      resident.push([minutes(), mb(await residentBytes(server.pid))]);
      heap.push([minutes(), mb(await readMetric(server.url, 'paperround_nodejs_heap_size_used_bytes'))]);
      handles.push((await readdir(`/proc/${String(server.pid)}/fd`)).length);
      sockets.push(await readMetric(server.url, 'paperround_sockets'));
    }
    const after = <T>(points: readonly T[]) => points.slice(Math.floor(points.length * warmUp));
    for (const problem of driven.flatMap(({ problems }) => problems).slice(0, 10))
      process.stderr.write(`${problem}\n`);
    return {
      minutes: Math.round(minutes() * 10) / 10,
      requests: driven.reduce((sum, { requests }) => sum + requests, 0),
      errors: driven.reduce((sum, { errors }) => sum + errors, uploadErrors),
      came_and_went: entered,
      uploads,
      missed_events: missed,
      memory_mb_per_min: slopeOf(after(resident)),
      heap_mb_per_min: slopeOf(after(heap)),
      memory_start_mb: resident[0]?.[1] ?? NaN,
      memory_end_mb: resident.at(-1)?.[1] ?? NaN,
      heap_end_mb: heap.at(-1)?.[1] ?? NaN,
      handles_start: after(handles)[0] ?? NaN,
      handles_end: handles.at(-1) ?? NaN,
      sockets_end: sockets.at(-1) ?? NaN,
    };
  } finally {
    await engine.close();
  }
};
