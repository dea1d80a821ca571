// People who write reviews while the server is killed again and again: is everything there that was acknowledged, and nothing twice?
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startServer, type RunningServer } from '#tests/support/server.ts';
import type { Benchmark } from './run.ts';
import { openWritingRoom, savingOf, sendJson } from './support/writing-room.ts';

const writers = 50;
const rounds = 20;
/** The server lives so long in a round (ms), drawn anew each time. */
const lifeMs = { least: 300, most: 1800 };
/** Every so many saves the text is submitted. */
const submitEvery = 4;

interface Own {
  revision: number;
  submission: { version: number } | null;
}

/** One person: at most one request is on its way, and what got no answer is sent again as it was. */
interface Writer {
  readonly headers: Record<string, string>;
  /** Acknowledged saves and submissions. */
  saves: number;
  submissions: number;
  /** What is to be sent next, or again. */
  next: 'save' | 'submit';
}

const textOf = (who: number, save: number) => `Writer ${String(who)}, save ${String(save)}. `.repeat(40);

/** See the names: counts over all rounds; a save is lost when the server has fewer of them than it acknowledged. */
export const measure: Benchmark = async () => {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'paperround-bench-'));
  const env = { TRUSTED_PROXIES: '1' };
  let server: RunningServer = await startServer({ dataDir, env });
  try {
    const room = await openWritingRoom(server, writers);
    const people = room.writers.map((client): Writer => ({
      ...{ headers: client.headers(), saves: 0, submissions: 0, next: 'save' },
    }));
    const own = () => `${server.url}/api/meetings/${room.meetingId}/review`;

    const act = async (writer: Writer, who: number) => {
      const { headers } = writer;
      if (writer.next === 'submit') {
        const body = { revision: writer.saves };
        await sendJson(`${own()}/submissions`, { method: 'POST', headers, body });
        writer.submissions += 1;
        writer.next = 'save';
        return;
      }
      await sendJson(own(), {
        method: 'PUT',
        headers,
        body: savingOf(textOf(who, writer.saves), writer.saves),
      });
      writer.saves += 1;
      if (writer.saves % submitEvery === 0 && writer.submissions < 45) writer.next = 'submit';
    };

    const [lost, duplicated] = [new Set<string>(), new Set<string>()];
    let killedInFlight = 0;
    for (let round = 0; round < rounds; round++) {
      const life: { isOver: boolean } = { isOver: false };
      const writing = people.map(async (writer, who) => {
        for (;;)
          try {
            await act(writer, who);
            if (life.isOver) return;
          } catch (error) {
            if (!life.isOver) throw error;
            killedInFlight += 1;
            return;
          }
      });
      const ms = lifeMs.least + Math.random() * (lifeMs.most - lifeMs.least);
      await new Promise((resolve) => setTimeout(resolve, ms));
      life.isOver = true;
      await server.kill();
      await Promise.all(writing);
      server = await startServer({ dataDir, env });
      for (const [who, writer] of people.entries()) {
        const { headers } = writer;
        const stored = await sendJson<Own>(own(), { method: 'GET', headers });
        const versions = stored.submission?.version ?? 0;
        // The last one that was acknowledged, or the one that was on its way.
        const isKnown = [writer.saves - 1, writer.saves].some((save) =>
          JSON.stringify(stored).includes(textOf(who, save)),
        );
        if (stored.revision < writer.saves || versions < writer.submissions || !isKnown)
          lost.add(`${String(round)} ${String(who)}`);
        // What had no answer goes out again, and must not count twice.
        await act(writer, who);
        const after = await sendJson<Own>(own(), { method: 'GET', headers });
        if (after.revision > writer.saves || (after.submission?.version ?? 0) > writer.submissions)
          duplicated.add(`${String(round)} ${String(who)}`);
      }
    }
    return {
      ...{ writers, rounds },
      acknowledged: people.reduce((sum, { saves, submissions }) => sum + saves + submissions, 0),
      requests_cut_off: killedInFlight,
      lost: lost.size,
      duplicated: duplicated.size,
    };
  } finally {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
};
