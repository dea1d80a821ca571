// A class of 400 over real sockets: how soon a round starts for all, typing in shared notes, and a server that is killed meanwhile.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Id } from '#shared/kernel/primitives.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { RoundView } from '#shared/rounds/views.ts';
import { freePort, startServer, type RunningServer } from '#tests/support/server.ts';
import type { Benchmark } from './run.ts';
import {
  cpuOf,
  createAudience,
  enterBare,
  percentile,
  rounded,
  startBareServer,
} from './support/audience.ts';
import { fillClass, type FullClass } from '#tests/support/full-class.ts';
import { openLine, type Line } from '#tests/support/line.ts';
import { openGroups, typeTogether, untilSettled, type TypingGroup } from './support/typing.ts';

const people = 400;
const passes = 3;
const startsPerPass = 8;
const typingMs = 15_000;
/** For what is under way on the server to end, before its CPU is read (ms). */
const restMs = 150;

/** For whatever was told before to be over. */
const quietMs = 500;

const rest = (ms = restMs) => new Promise((resolve) => setTimeout(resolve, ms));

/** The processes that a process has started. */
const childrenOf = async (pid: number): Promise<number[]> => {
  const folder = `/proc/${String(pid)}/task`;
  const lists = (await readdir(folder)).map((thread) => readFile(`${folder}/${thread}/children`, 'utf8'));
  return (await Promise.all(lists)).join(' ').split(' ').filter(Boolean).map(Number);
};
const sum = (values: readonly number[]) => values.reduce((all, one) => all + one, 0);

/** Everybody in the room of the class, each on a connection of their own. */
const listen = async (url: string, { students }: FullClass, meetingId: Id) => {
  let [missing, begunAt, wanted]: [number, number, string] = [0, 0, ''];
  let done: (() => void) | undefined;
  let [hearing, frames]: [string[], string[]] = [[], []];
  let heardAt = 0;
  const delays: number[] = [];
  const lines: Line[] = [];
  for (const [index, { client }] of students.entries()) {
    const line = await openLine(url, client.headers(), {
      onEvent: () => undefined,
      // Looked at as text: reading it 400 times over would take longer than sending it.
      onFrame: (frame) => {
        if (!frame.startsWith('42["fact"')) return false;
        heardAt = performance.now();
        if (index === 0) hearing.push(frame);
        const at = frame.indexOf('"round":{"id":"');
        const round = at < 0 ? '' : frame.slice(at, frame.indexOf('"groups"', at));
        if (!round.includes(wanted) || !round.includes('"phase":"group"')) return true;
        delays.push(performance.now() - begunAt);
        missing -= 1;
        if (missing === 0) done?.();
        return true;
      },
    });
    const joined = (await line.ask('join', { room: `meeting:${meetingId}` })) as { ok: boolean };
    if (!joined.ok) throw new Error('The class is closed');
    lines.push(line);
  }
  return {
    delays,
    /** What each of them was told of the last start, as it crossed the wire. */
    frames: (): readonly string[] => frames,
    /** Nothing is on its way any more. */
    quiet: async () => {
      while (performance.now() - heardAt < quietMs) await rest(20);
    },
    /** Resolves when all know that a round has started. */
    hears: async ({ id }: RoundView, act: () => Promise<unknown>) => {
      hearing = [];
      const heard = new Promise<void>((resolve) => {
        [missing, done] = [students.length, resolve];
      });
      wanted = `"id":"${id}"`;
      begunAt = performance.now();
      await act();
      await heard;
      await rest();
      frames = [...hearing];
    },
    close: () => {
      for (const line of lines) line.close();
    },
  };
};

/** Rounds are started, for nobody and for all; then the same bytes are sent by a bare server to as many. */
const measureStarts = async (server: RunningServer, url: string, room: FullClass) => {
  const bare = await startBareServer();
  const used: Record<'alone' | 'told' | 'bare', number[]> = { alone: [], told: [], bare: [] };
  const [delays, bareDelays]: [number[], number[]] = [[], []];
  const cpuDuring = async (pid: number, act: () => Promise<unknown>) => {
    await rest();
    const before = await cpuOf(pid);
    await act();
    await rest();
    return (await cpuOf(pid)) - before;
  };
  let [told, bytes] = [0, 0];
  // The first pass only warms up.
  for (let pass = 0; pass <= passes; pass++) {
    // A class grows with its rounds: for nobody and for all it begins anew.
    const run = async (
      meetingId: Id,
      around: (round: RoundView, start: () => Promise<unknown>) => Promise<unknown>,
      quiet: () => Promise<unknown> = rest,
    ) => {
      const cpu: number[] = [];
      for (let one = 0; one < startsPerPass; one++) {
        const round = await room.draw(meetingId);
        await quiet();
        const start = () => room.start(meetingId, round.id, 'group');
        cpu.push(await cpuDuring(server.pid, () => around(round, start)));
        await room.start(meetingId, round.id, 'done');
      }
      return cpu;
    };
    const alone = await run(await room.addMeeting(), (_, start) => start());
    const meetingId = await room.addMeeting();
    const audience = await listen(url, room, meetingId);
    const withAll = await run(meetingId, (round, start) => audience.hears(round, start), audience.quiet);
    const frames = audience.frames();
    audience.close();
    const bareAudience = createAudience();
    for (let one = 0; one < people; one++) await enterBare(bare.url, bareAudience);
    let begunAt = 0;
    const took: number[] = [];
    for (const socket of bareAudience.sockets)
      socket.on('message', () => took.push(performance.now() - begunAt));
    const bareCpu: number[] = [];
    for (let one = 0; one < startsPerPass; one++) {
      let cpu = 0;
      for (const frame of frames)
        cpu += await cpuDuring(bare.pid, async () => {
          const heard = bareAudience.heard();
          begunAt = performance.now();
          bareAudience.sockets[0]?.send(frame);
          await heard;
        });
      bareCpu.push(cpu);
    }
    await bareAudience.close();
    if (pass === 0) continue;
    [told, bytes] = [frames.length, frames.reduce((all, { length }) => all + length, 0)];
    delays.push(...audience.delays);
    bareDelays.push(...took);
    used.alone.push(...alone);
    used.told.push(...withAll);
    used.bare.push(...bareCpu);
  }
  bare.stop();
  const perDelivery = (ms: number) => rounded((ms * 1000) / (people * told));
  const median = (cpu: readonly number[]) => percentile(cpu, 0.5);
  const mean = (cpu: readonly number[]) => sum(cpu) / cpu.length;
  const delivering = (of: (cpu: readonly number[]) => number) => of(used.told) - of(used.alone);
  return {
    started_facts: told,
    started_bytes: bytes,
    started_p50_ms: rounded(percentile(delays, 0.5)),
    started_p99_ms: rounded(percentile(delays, 0.99)),
    ws_p50_ms: rounded(percentile(bareDelays, 0.5)),
    ws_p99_ms: rounded(percentile(bareDelays, 0.99)),
    cpu_us_per_delivery: perDelivery(delivering(median)),
    ws_cpu_us_per_delivery: perDelivery(median(used.bare)),
    ratio: rounded(delivering(median) / median(used.bare)),
    mean_ratio: rounded(delivering(mean) / mean(used.bare)),
    start_cpu_ms: rounded(median(used.alone)),
  };
};

const letterOf = (_member: number, index: number) => String.fromCharCode(97 + (index % 26));

/** Typing, with the CPU of the server and of its database as shares of one core. */
const measureTyping = async (server: RunningServer, groups: readonly TypingGroup[], everybody: boolean) => {
  const processes = [server.pid, ...(await childrenOf(server.pid))];
  const before = await Promise.all(processes.map(cpuOf));
  const at = performance.now();
  const { delays } = await typeTogether(groups, { forMs: typingMs, everybody, keyOf: letterOf });
  const wall = performance.now() - at;
  const [own = 0, ...others] = (await Promise.all(processes.map(cpuOf))).map(
    (cpu, one) => cpu - (before[one] ?? 0),
  );
  await untilSettled(groups, 10_000);
  return {
    p50_ms: rounded(percentile(delays, 0.5)),
    p99_ms: rounded(percentile(delays, 0.99)),
    server_cpu_share: rounded(own / wall),
    database_cpu_share: rounded(sum(others) / wall),
  };
};

/** What is on the server of all that was typed: how much is lacking, and how much is there more than once. */
const compare = async (room: FullClass, meetingId: Id, groups: readonly TypingGroup[]) => {
  const records = await room.staff.call(roundsRoutes.listRounds, { params: { meetingId } });
  const texts = records.flatMap(({ reports }) => reports.map(({ notes }) => notes[0] ?? ''));
  let [lost, twice, different] = [0, 0, 0];
  for (const [index, { takers, typed }] of groups.entries()) {
    const there = new Map<string, number>();
    for (const word of (texts[index] ?? '').split(' ')) there.set(word, (there.get(word) ?? 0) + 1);
    for (const word of typed) {
      const times = there.get(word.trim()) ?? 0;
      if (times === 0) lost += 1;
      else twice += times - 1;
    }
    different += takers.filter((taker) => taker.text() !== texts[index]).length;
  }
  return { lost, twice, different };
};

const unique = (member: number, index: number) => `${String(member)}-${String(index)} `;

/**
 * Everything in one run, 400 students in groups of four. `started_*`: from the instructor's press, sent by HTTP, until a student has the
 * news of the running round; CPU of a delivery is what the server needs more than for the same starts without listeners (`start_cpu_ms`),
 * by deliveries (medians of all starts: in one of them garbage is collected, in another not; `mean_ratio` has it in), and `ws_*` are the same bytes (all that a student is told of a start) from a bare `ws` server. `typing_*`: 100 groups with two keys a second each, from a
 * key until another member has it; `all_typing_*`: with two keys a second of each member. CPU shares are of one core. Then the server is
 * killed while all groups type and is started again: seconds from the kill until it is ready and until all 400 are back with everything
 * acknowledged; `different_texts` are members who then read something else than the server has.
 */
export const measure: Benchmark = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-bench-'));
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const options = { dataDir, env: { PORT: port, TRUSTED_PROXIES: '1' } };
  let server = await startServer(options);
  try {
    const room = await fillClass(url, server.administratorLink, people);
    const started = await measureStarts(server, url, room);

    const meetingId = await room.addMeeting();
    const round = await room.draw(meetingId);
    await room.start(meetingId, round.id, 'group');
    const groups = await openGroups(url, round, room.students);
    const one = await measureTyping(server, groups, false);
    const all = await measureTyping(server, groups, true);
    for (const { takers } of groups) for (const taker of takers) taker.close();
    await room.start(meetingId, round.id, 'done');

    const nextMeeting = await room.addMeeting();
    const next = await room.draw(nextMeeting);
    await room.start(nextMeeting, next.id, 'group');
    const writing = await openGroups(url, next, room.students);
    const typing = typeTogether(writing, { forMs: typingMs, everybody: false, keyOf: unique });
    await rest(typingMs / 3);
    const killedAt = performance.now();
    await server.kill();
    server = await startServer(options);
    const readyAt = performance.now();
    const isBack = () => writing.every(({ takers }) => takers.every((taker) => taker.isBack));
    while (!isBack()) await rest(10);
    const backAt = performance.now();
    await typing;
    await untilSettled(writing, 60_000);
    // What was acknowledged last is told in the same moment; a busy machine may take longer to read it.
    let outcome = await compare(room, nextMeeting, writing);
    for (let tries = 0; tries < 50 && outcome.different > 0; tries++) {
      await rest(100);
      outcome = await compare(room, nextMeeting, writing);
    }
    for (const { takers } of writing) for (const taker of takers) taker.close();
    return {
      ...{ people, groups: groups.length },
      ...started,
      ...named('typing', one),
      ...named('all_typing', all),
      restart_s: rounded((readyAt - killedAt) / 1000),
      all_back_s: rounded((backAt - killedAt) / 1000),
      keystrokes_meanwhile: sum(writing.map(({ typed }) => typed.length)),
      lost_keystrokes: outcome.lost,
      doubled_keystrokes: outcome.twice,
      different_texts: outcome.different,
    };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};

const named = (prefix: string, figures: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}_${name}`, value]));
