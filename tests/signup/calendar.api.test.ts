// The calendar feed: a secret link and nothing else opens it; it holds what is one's own now, in UTC on both sides of a clock change.
import { beforeEach, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { calendarRoutes } from '#shared/signup/calendar.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';

const app = await startApp({ now: '2026-09-20T12:00:00.000Z' });
const [ada, ben] = (await Promise.all(['Ada', 'Ben'].map((name) => app.person(name)))) as unknown as [
  ...[PersonClient, PersonClient],
];
const course = await app.course({ students: [ada, ben], title: 'Reading, Systems; and more' });
const foreign = await app.course({ students: [ben], title: 'Another Course' });
// New York goes back an hour on 1 November 2026: ten o'clock is 14:00 UTC before and 15:00 UTC after.
const before = await holdMeeting(course, '2026-10-26T14:00:00.000Z');
const after = await holdMeeting(course, '2026-11-02T15:00:00.000Z');
await holdMeeting(foreign);
const paper = after.papers[0]?.id ?? '';

const assign = (presenterIds: string[], revision: number) =>
  course.instructor.call(presentationsRoutes.assignPresenters, {
    params: { meetingId: after.id, paperId: paper },
    body: { presenterIds, revision },
  });
const link = async (who: PersonClient) =>
  new URL((await who.call(calendarRoutes.createCalendarLink)).link).pathname;
const fetchFeed = (path: string, method = 'GET') =>
  fetch(app.url + path, { method, headers: { 'x-forwarded-for': '10.99.0.1' } });
/** Entries by their uid, with folded lines put together. */
const entries = async (path: string) => {
  const response = await fetchFeed(path);
  expect(response.status).toBe(200);
  const text = (await response.text()).replaceAll('\r\n ', '');
  return Object.fromEntries(
    text
      .split('BEGIN:VEVENT')
      .slice(1)
      .map((part) => {
        const lines = part.split('\r\n').filter((line) => line.includes(':'));
        const fields = Object.fromEntries(
          lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]),
        ) as Record<string, string>;
        return [fields['UID'] ?? '', fields];
      }),
  );
};

beforeEach(() => app.db.collection('calendarLinks').deleteMany({}));

test('one’s meetings and talks, each at the right instant, in words by the course’s clock', async () => {
  await assign([ada.personId], 0);
  const path = await link(ada);
  const all = await entries(path);
  expect(Object.keys(all).toSorted()).toEqual(
    [...[`meeting-${before.id}`, `meeting-${after.id}`, `talk-${paper}`, `slides-${paper}`]]
      .map((id) => `${id}@paperround`)
      .toSorted(),
  );
  expect(all[`meeting-${before.id}@paperround`]).toMatchObject({
    ...{ DTSTART: '20261026T140000Z', DTEND: '20261026T152000Z' },
    SUMMARY: 'Reading\\, Systems\\; and more: Leases',
    DESCRIPTION: expect.stringContaining('Mon 26 Oct\\, 10:00 in New York') as unknown,
  });
  expect(all[`meeting-${after.id}@paperround`]).toMatchObject({
    ...{ DTSTART: '20261102T150000Z', DTEND: '20261102T162000Z' },
    DESCRIPTION: expect.stringContaining('Mon 2 Nov\\, 10:00 in New York') as unknown,
  });
  expect(all[`talk-${paper}@paperround`]).toMatchObject({ SUMMARY: 'You present: Travel Leases' });
  expect(all[`slides-${paper}@paperround`]).toMatchObject({ DTSTART: '20261102T140000Z' });

  // The seat goes, and with it its entries; a meeting that moves keeps its uid and counts up.
  await assign([], 1);
  await course.instructor.call(papersRoutes.changeMeeting, {
    params: { meetingId: before.id },
    body: { revision: before.revision, startsAt: '2026-10-27T14:00:00.000Z' },
  });
  const moved = await entries(path);
  expect(moved[`talk-${paper}@paperround`]).toBeUndefined();
  expect(moved[`meeting-${before.id}@paperround`]).toMatchObject({ DTSTART: '20261027T140000Z' });
  expect(Number(moved[`meeting-${before.id}@paperround`]?.['SEQUENCE'])).toBeGreaterThan(
    Number(all[`meeting-${before.id}@paperround`]?.['SEQUENCE']),
  );
});

test('without a cookie, as a file of its own kind; reading and nothing else; only its hash is stored', async () => {
  const path = await link(ada);
  const response = await fetchFeed(path);
  expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  expect(response.headers.get('content-disposition')).toContain('attachment');
  expect(response.headers.getSetCookie()).toEqual([]);
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD']) {
    const refused = await fetchFeed(path, method);
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET']);
  }
  const secret = path.slice('/calendar/'.length, -'.ics'.length);
  const stored = await app.db.collection('calendarLinks').find({}).toArray();
  expect(JSON.stringify(stored)).not.toContain(secret);
  expect(await ada.call(calendarRoutes.readCalendarLink)).toEqual({
    createdAt: expect.any(String) as unknown,
  });
});

test('dead at once when it is ended or replaced, for everybody who has it', async () => {
  const first = await link(ada);
  const second = await link(ada);
  expect((await fetchFeed(first)).status).toBe(404);
  expect((await fetchFeed(second)).status).toBe(200);
  await ben.call(calendarRoutes.revokeCalendarLink);
  expect((await fetchFeed(second)).status).toBe(200);
  await ada.call(calendarRoutes.revokeCalendarLink);
  await ada.call(calendarRoutes.revokeCalendarLink);
  expect((await fetchFeed(second)).status).toBe(404);
  expect(await ada.call(calendarRoutes.readCalendarLink)).toEqual({ createdAt: null });
  for (const path of ['/calendar', '/calendar/short.ics', `/calendar/${'a'.repeat(43)}.ics`])
    expect((await fetchFeed(path)).status).toBe(404);
});

test('whoever leaves a course has nothing of it in the feed any more; what is not theirs never was', async () => {
  const path = await link(ben);
  expect(Object.keys(await entries(path))).toHaveLength(3);
  await course.instructor.call(coursesRoutes.dropMember, {
    params: { courseId: course.id, personId: ben.personId },
  });
  const left = await entries(path);
  expect(Object.values(left).map((fields) => fields['SUMMARY'])).toEqual(['Another Course: Leases']);
  await app.db
    .collection<{ _id: string }>('people')
    .updateOne({ _id: ben.personId }, { $set: { isDisabled: true } });
  expect((await fetchFeed(path)).status).toBe(404);
});

test('guessing is limited, and so is reading over and over', async () => {
  const path = await link(await app.person('Gus'));
  const ask = (address: string, at: string) =>
    fetch(app.url + at, { headers: { 'x-forwarded-for': address } }).then(({ status }) => status);
  const guesses = await Promise.all(
    Array.from({ length: 210 }, (_, at) => ask('10.98.0.1', `/calendar/${String(at).padStart(43, 'x')}.ics`)),
  );
  expect(guesses.filter((status) => status === 429).length).toBeGreaterThan(0);
  const readings = await Promise.all(Array.from({ length: 61 }, () => ask('10.97.0.1', path)));
  expect(readings.filter((status) => status === 200)).toHaveLength(60);
  expect(readings.filter((status) => status === 429)).toHaveLength(1);
});
