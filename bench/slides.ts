// How soon 400 followers have the next slide, and what that costs the server beside a bare `ws` server that sends the same bytes to as many.
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { presentingRoutes } from '#shared/presenting/contract.ts';
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

const followers = 400;
/** How many sign in at a time. */
const atATime = 8;
const rounds = 4;
const keysPerRound = 60;
const slides = 40;
const pauseMs = 10;
const words = 'slow green turtles';

const startTalk = async (url: string, administratorLink: string | undefined) => {
  const staff = createClient(url, '10.3.0.1');
  const token = administratorLink?.split('#')[1] ?? '';
  await staff.call(accountsRoutes.createAdministrator, {
    body: { token, name: 'Ada', email: 'ada@example.org', password: words },
  });
  const courseId = newId();
  const course = { id: courseId, title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' };
  await staff.call(coursesRoutes.createCourse, { body: course });
  const names = Array.from(
    { length: followers },
    (_, one) => `Reader ${String(one)},r${String(one)}@example.org`,
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
        rows.slice(from, from + atATime).map(async ({ link }, one) => {
          const at = from + one;
          const student = createClient(url, `10.3.${String(1 + (at >> 8))}.${String(at & 255)}`);
          await student.call(accountsRoutes.useLink, {
            body: { token: link?.split('#')[1] ?? '', password: words },
          });
          return student;
        }),
      )),
    );
  const [presenter] = students;
  const { self } = (await presenter?.call(accountsRoutes.readSession)) ?? {};
  if (!presenter || !self) throw new Error('Nobody came');
  const meetingId = newId();
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  const meeting = { id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 };
  await staff.call(papersRoutes.createMeeting, { params: { courseId }, body: meeting });
  const paperId = newId();
  const paper = { title: 'Leases', authors: [], venue: '', year: null, abstract: '', link: '' };
  await staff.call(papersRoutes.createPaper, { params: { meetingId }, body: { ...paper, id: paperId } });
  const params = { meetingId, paperId };
  await staff.call(presentationsRoutes.assignPresenters, {
    params,
    body: { presenterIds: [self.id], revision: 0 },
  });
  await staff.upload(
    presentationsRoutes.uploadSlides,
    { params, body: {} },
    await makePdf({ pages: slides }),
  );
  for (;;) {
    const { deck } = await staff.call(presentingRoutes.readStage, { params });
    if (deck) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await presenter.call(presentingRoutes.putUp, { params, body: {} });
  return { params, presenter, students };
};

const press = (pid: number, act: (index: number) => Promise<unknown>) =>
  repeatActs({ pid, times: keysPerRound, pauseMs }, act);

/**
 * 400 followers, each signed in with a connection of their own. `p50_ms` and `p99_ms`: from the presenter's key, sent by HTTP as the
 * page sends it, until the last of them has the slide. CPU of a delivery: what the server needs more than for the same keys without
 * followers, by deliveries; `key_cpu_us` is a key without any; `key_p50_ms` is until the presenter has the answer, kept on disk.
 */
export const measure: Benchmark = async () => {
  const server = await startServer({ env: { TRUSTED_PROXIES: '1' } });
  const bare = await startBareServer();
  const audience = createAudience();
  try {
    const { params, presenter, students } = await startTalk(server.url, server.administratorLink);
    let slide = 0;
    const key = () => {
      // To the end and back: every press turns a page.
      const by = Math.floor(slide / (slides - 1)) % 2 === 0 ? 1 : -1;
      const place = slide % (slides - 1);
      const from = by === 1 ? place : slides - 1 - place;
      slide += 1;
      return presenter.call(presentingRoutes.steerShow, { params, body: { do: 'step', from, by } });
    };
    const heardAfter = async (begin: () => unknown) => {
      const heard = audience.heard();
      const begun = begin();
      await heard;
      const at = performance.now();
      await begun;
      return at;
    };
    const sums = { alone: 0, told: 0, bare: 0 };
    const [took, answered, bareTook]: [number[], number[], number[]] = [[], [], []];
    // The first round only warms up.
    for (let round = 0; round <= rounds; round++) {
      const alone = await press(server.pid, key);
      for (const student of students)
        await enter(server.url, student.headers(), `stage:${params.meetingId}`, audience);
      const lasts: number[] = [];
      const told = await press(server.pid, async () => {
        const startedAt = performance.now();
        lasts.push((await heardAfter(key)) - startedAt);
      });
      const bytes = audience.last();
      await audience.close();
      for (let one = 0; one < followers; one++) await enterBare(bare.url, audience);
      const plain = await press(bare.pid, () => heardAfter(() => audience.sockets[0]?.send(bytes)));
      await audience.close();
      if (round === 0) continue;
      sums.alone += alone.cpu;
      sums.told += told.cpu;
      sums.bare += plain.cpu;
      took.push(...lasts);
      answered.push(...alone.took);
      bareTook.push(...plain.took);
    }
    const keys = rounds * keysPerRound;
    const perDelivery = (ms: number) => (ms * 1000) / (keys * followers);
    return {
      followers,
      p50_ms: rounded(percentile(took, 0.5)),
      p99_ms: rounded(percentile(took, 0.99)),
      ws_p50_ms: rounded(percentile(bareTook, 0.5)),
      ws_p99_ms: rounded(percentile(bareTook, 0.99)),
      key_p50_ms: rounded(percentile(answered, 0.5)),
      key_cpu_us: rounded((sums.alone * 1000) / keys),
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
