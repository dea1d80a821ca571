// A class of hundreds on a built server: everybody signed in and checked in, groups drawn, rounds to be started.
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { defaultSettings } from '#shared/courses/settings.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { RoundView } from '#shared/rounds/views.ts';
import { createClient, type Client } from '#tests/support/client.ts';

const password = 'slow green turtles';
/** How many sign in at a time. */
const atATime = 8;

export interface Student {
  readonly id: Id;
  readonly client: Client;
}

export interface FullClass {
  readonly courseId: Id;
  readonly staff: Client;
  readonly students: readonly Student[];
  /** A meeting at which all are checked in. */
  addMeeting(): Promise<Id>;
  draw(meetingId: Id): Promise<RoundView>;
  start(meetingId: Id, roundId: Id, phase: 'group' | 'class' | 'done'): Promise<unknown>;
}

const inTurns = async <T, R>(
  items: readonly T[],
  act: (item: T, index: number) => Promise<R>,
): Promise<R[]> => {
  const results: R[] = [];
  for (let from = 0; from < items.length; from += atATime)
    results.push(
      ...(await Promise.all(items.slice(from, from + atATime).map((item, one) => act(item, from + one)))),
    );
  return results;
};

/** Prepares a server that nobody has used yet and that trusts one proxy: rate limits count by address. */
export const fillClass = async (
  url: string,
  administratorLink: string | undefined,
  count: number,
): Promise<FullClass> => {
  const staff = createClient(url, '10.5.0.1');
  const tokenOf = (link: string | null | undefined) => link?.split('#')[1] ?? '';
  await staff.call(accountsRoutes.createAdministrator, {
    body: { token: tokenOf(administratorLink), name: 'Ada', email: 'ada@example.org', password },
  });
  const courseId = newId();
  const { revision } = await staff.call(coursesRoutes.createCourse, {
    body: { id: courseId, title: 'Reading', code: '', term: '', timeZone: 'Europe/Berlin' },
  });
  await staff.call(coursesRoutes.changeCourse, {
    params: { courseId },
    body: { revision, settings: { ...defaultSettings, checkInNeedsCode: false } },
  });
  const names = Array.from({ length: count }, (_, i) => `Student ${String(i)},s${String(i)}@example.org`);
  const csv = ['name,email', ...names].join('\n');
  const { rows } = await staff.call(coursesRoutes.importRoster, {
    params: { courseId },
    body: { csv, dryRun: false },
  });
  const students = await inTurns(rows, async ({ link }, index): Promise<Student> => {
    const client = createClient(url, `10.5.${String(1 + (index >> 8))}.${String(index & 255)}`);
    await client.call(accountsRoutes.useLink, { body: { token: tokenOf(link), password } });
    const { self } = await client.call(accountsRoutes.readSession);
    if (!self) throw new Error('Nobody came');
    return { id: self.id, client };
  });
  return {
    courseId,
    staff,
    students,
    addMeeting: async () => {
      const meetingId = newId();
      const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
      const meeting = { id: meetingId, topic: 'Reading', place: '', startsAt, durationMinutes: 80 };
      await staff.call(papersRoutes.createMeeting, { params: { courseId }, body: meeting });
      await inTurns(students, ({ client }) =>
        client.call(roundsRoutes.checkIn, { params: { meetingId }, body: {} }),
      );
      return meetingId;
    },
    draw: async (meetingId) => {
      const { round } = await staff.call(roundsRoutes.drawRound, {
        params: { meetingId },
        body: { id: newId() },
      });
      if (!round) throw new Error('No round was drawn');
      return round;
    },
    start: (meetingId, roundId, phase) =>
      staff.call(roundsRoutes.startPhase, { params: { meetingId, roundId }, body: { phase } }),
  };
};
