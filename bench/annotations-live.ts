// What it costs to tell 200 readers of a new thread, beside a bare `ws` server that sends the same bytes to as many.
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { sortKey } from '#shared/annotations/anchor.ts';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { createClient, type Client } from '#tests/support/client.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { startServer } from '#tests/support/server.ts';
import type { Benchmark } from './run.ts';
import {
  createAudience,
  enter,
  enterBare,
  percentile,
  repeatActs,
  rounded,
  startBareServer,
} from './support/audience.ts';

const readers = 200;
/** How many sign in at a time. */
const atATime = 8;
const rounds = 3;
const actsPerRound = 50;
const pauseMs = 10;

const startCourse = async (url: string, administratorLink: string | undefined) => {
  const staff = createClient(url, '10.2.0.1');
  const token = administratorLink?.split('#')[1] ?? '';
  const ada = { name: 'Ada', email: 'ada@example.org', password: 'slow green turtles' };
  await staff.call(accountsRoutes.createAdministrator, { body: { token, ...ada } });
  const courseId = newId();
  const course = { id: courseId, title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' };
  await staff.call(coursesRoutes.createCourse, { body: course });
  const names = Array.from(
    { length: readers },
    (_, index) => `Reader ${String(index)},r${String(index)}@example.org`,
  );
  const csv = ['name,email', ...names].join('\n');
  const { rows } = await staff.call(coursesRoutes.importRoster, {
    params: { courseId },
    body: { csv, dryRun: false },
  });
  const students: Client[] = [];
  for (let from = 0; from < rows.length; from += atATime)
    students.push(
      ...(await Promise.all(
        rows.slice(from, from + atATime).map(async ({ link }, index) => {
          const student = createClient(url, `10.2.1.${String(from + index)}`);
          await student.call(accountsRoutes.useLink, {
            body: { token: link?.split('#')[1] ?? '', password: ada.password },
          });
          return student;
        }),
      )),
    );
  const meetingId = newId();
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  const meeting = { id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 };
  await staff.call(papersRoutes.createMeeting, { params: { courseId }, body: meeting });
  const documentId = newId();
  const upload = { params: { meetingId }, body: { id: documentId } };
  await staff.upload(papersRoutes.uploadPaper, upload, await makePdf({ pages: 3 }));
  for (;;) {
    const { state, fileHash } = await staff.call(papersRoutes.readDocument, { params: { documentId } });
    if (state === 'ready') return { documentId, fileHash, students };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const post = (person: Client, documentId: Id, fileHash: string) => {
  // An area, so that no text has to fit.
  const targets = [{ page: 1, rects: [[60, 100, 300, 200] as [number, number, number, number]] }];
  return person.call(annotationsRoutes.postThread, {
    params: { documentId },
    body: {
      id: newId(),
      anchor: { fileHash, targets, sortKey: sortKey(targets) },
      kind: 'question',
      readingQuestion: null,
      text: 'Why does the figure begin at 40 % and not at zero? '.repeat(4),
    },
  });
};

const repeat = (pid: number, act: (index: number) => Promise<unknown>) =>
  repeatActs({ pid, times: actsPerRound, pauseMs }, act);

/**
 * Threads posted while 200 readers listen, each with an account of their own. `p50_ms` and `p99_ms`: from the request until all have it. CPU of a delivery: what the
 * server needs more than for the same posts without readers, by deliveries; `creation_cpu_us` is a post without any.
 */
export const measure: Benchmark = async () => {
  const server = await startServer({ env: { TRUSTED_PROXIES: '1' } });
  const bare = await startBareServer();
  const audience = createAudience();
  try {
    const { documentId, fileHash, students } = await startCourse(server.url, server.administratorLink);
    const act = (index: number) => {
      const person = students[index % students.length];
      if (!person) throw new Error('Nobody came');
      return post(person, documentId, fileHash);
    };
    const heardAfter = async (begin: () => unknown) => {
      const heard = audience.heard();
      await begin();
      await heard;
    };
    const sums = { alone: 0, told: 0, bare: 0 };
    const took: number[] = [];
    const bareTook: number[] = [];
    // The first round only warms up.
    for (let round = 0; round <= rounds; round++) {
      const alone = await repeat(server.pid, act);
      for (let reader = 0; reader < readers; reader++)
        await enter(server.url, students[reader]?.headers() ?? {}, `document:${documentId}`, audience);
      const told = await repeat(server.pid, (index) => heardAfter(() => act(index)));
      const bytes = audience.last();
      await audience.close();
      for (let reader = 0; reader < readers; reader++) await enterBare(bare.url, audience);
      const plain = await repeat(bare.pid, () => heardAfter(() => audience.sockets[0]?.send(bytes)));
      await audience.close();
      if (round === 0) continue;
      sums.alone += alone.cpu;
      sums.told += told.cpu;
      sums.bare += plain.cpu;
      took.push(...told.took);
      bareTook.push(...plain.took);
    }
    const acts = rounds * actsPerRound;
    const perDelivery = (ms: number) => (ms * 1000) / (acts * readers);
    return {
      p50_ms: rounded(percentile(took, 0.5)),
      p99_ms: rounded(percentile(took, 0.99)),
      ws_p50_ms: rounded(percentile(bareTook, 0.5)),
      ws_p99_ms: rounded(percentile(bareTook, 0.99)),
      creation_cpu_us: rounded((sums.alone * 1000) / acts),
      cpu_us_per_delivery: rounded(perDelivery(sums.told - sums.alone)),
      ws_cpu_us_per_delivery: rounded(perDelivery(sums.bare)),
      ratio: rounded((sums.told - sums.alone) / sums.bare),
    };
  } finally {
    await audience.close();
    bare.stop();
    await server.stop();
  }
};
