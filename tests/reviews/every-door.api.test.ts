// One table of viewers asks every door of the server what it tells of a review and of remarks on it: all addresses, error texts, search, exports, sockets.
import { expect, jest, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { pathOf } from '#shared/kernel/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { submitReview } from './submit-review.ts';

// Every door of the server, for every viewer.
jest.setTimeout(120_000);

const before = '2026-10-05T11:00:00.000Z';
const after = '2026-10-05T12:00:01.000Z';
const app = await startApp({ now: before });
const names = ['Author', 'Reader', 'Idler', 'Leaver', 'Tutor', 'Watcher', 'Stranger'] as const;
const [author, reader, idler, leaver, tutor, watcher, stranger] = (await Promise.all(
  names.map((name) => app.person(name)),
)) as unknown as [
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
  PersonClient,
];
const settings = {
  classmatesReadReviews: 'after_own',
  reviewNames: 'hidden',
  feedbackPerReview: 0,
  feedbackAtLeast: 0,
} as const;
const course = await app.course({
  ...{ tas: [tutor], students: [author, reader, idler, leaver], observers: [watcher], settings },
});
await app.course({ students: [stranger] });
const meeting = await holdMeeting(course);
const params = { courseId: course.id, personId: leaver.personId };
await submitReview(leaver, meeting.id);
await course.instructor.call(coursesRoutes.dropMember, { params });

const viewers = { author, tutor, instructor: course.instructor, reader, idler, watcher, leaver, stranger };
type Viewer = keyof typeof viewers | 'visitor';
const everybody: readonly [Viewer, Client][] = [
  ...(Object.entries(viewers) as [Viewer, Client][]),
  ['visitor', app.visitor()],
];

const submitted = 'wombats keep leases';
const draft = 'wombats lose leases';
const later = 'wombats sell leases';
let reviewId = newId();

/** Where a review's text is: with its author's name or id beside it, without, or nowhere. */
type Told = 'named' | 'unnamed' | 'nothing';

const doors = app.app.features.flatMap(({ routes }) =>
  Object.values(routes).filter(({ method }) => method === 'GET'),
);
const addressesOf = (): string[] => {
  const known = {
    ...{ courseId: course.id, meetingId: meeting.id, reviewId, personId: author.personId, oneId: reviewId },
    ...{ paperId: meeting.papers[0]?.id, format: 'jsonld', version: 1, hash: '0'.repeat(64) },
  };
  return doors.flatMap((route) => {
    const ids = Object.fromEntries(
      [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => [
        name,
        (known as Record<string, unknown>)[name] ?? newId(),
      ]),
    );
    const path = pathOf(route, ids);
    return [route.query ? `${path}?q=wombats` : path];
  });
};

/** Asks all the addresses; what is told at most, by any of them, of `text` and of who wrote it. */
const askAll = async (who: Client, text: string, writer = author): Promise<Told> => {
  const answers = await Promise.all(
    addressesOf().map(async (address) => (await who.raw('GET', address)).text()),
  );
  const telling = answers.filter((answer) => answer.includes(text));
  if (telling.length === 0) return 'nothing';
  const traces = [writer.personId, writer.email, `"${writer.name}"`];
  return telling.some((answer) => traces.some((trace) => answer.includes(trace))) ? 'named' : 'unnamed';
};
const tableOf = async (text: string, writer = author) =>
  Object.fromEntries(
    await Promise.all(everybody.map(async ([name, who]) => [name, await askAll(who, text, writer)] as const)),
  ) as Record<Viewer, Told>;

const nobody: Record<Viewer, Told> = {
  ...{ author: 'nothing', tutor: 'nothing', instructor: 'nothing', reader: 'nothing', idler: 'nothing' },
  ...{ watcher: 'nothing', leaver: 'nothing', stranger: 'nothing', visitor: 'nothing' },
};
// One's own review needs no name: it is where one writes.
const authorOnly = { ...nobody, author: 'unnamed' } as const;
const staffToo = { ...nobody, author: 'named', tutor: 'named', instructor: 'named' } as const;

const write = async (connections: string) => {
  const { revision } = await author.call(reviewsRoutes.readOwnReview, { params: { meetingId: meeting.id } });
  await author.call(reviewsRoutes.saveReview, {
    params: { meetingId: meeting.id },
    body: { revision, answers: { first: 'One.', second: 'Two.', connections } },
  });
};

test('there are doors to ask, and the author finds the text behind one of them', async () => {
  expect(doors.length).toBeGreaterThan(50);
  await write(draft);
  expect(await askAll(author, draft)).toBe('unnamed');
});

test('a draft is told to its author only', async () => {
  expect(await tableOf(draft)).toEqual(authorOnly);
});

test('before the deadline what was submitted is told to the staff; a newer draft beside it to nobody', async () => {
  const own = await submitReview(author, meeting.id, {
    first: 'One.',
    second: 'Two.',
    connections: submitted,
  });
  reviewId = own.id ?? '';
  await write(later);
  expect(await tableOf(submitted)).toEqual(staffToo);
  expect(await tableOf(later)).toEqual(authorOnly);
  expect(await tableOf(draft)).toEqual(nobody);
});

test('after it those who submitted, and observers, read it without a name; then never the one who left', async () => {
  await submitReview(reader, meeting.id);
  app.clock.set(after);
  const open = { ...staffToo, reader: 'unnamed', watcher: 'unnamed' };
  expect(await tableOf(submitted)).toEqual(open);
  expect(await tableOf(later)).toEqual(authorOnly);

  // A classmate's remark on it, under a pseudonym for all but the staff; the staff's private one.
  const remark = (who: PersonClient, text: string, audience: 'readers' | 'staff') =>
    who.call(remarksRoutes.postRemark, {
      params: { reviewId },
      body: {
        ...{ id: newId(), text, audience, isHeld: false },
        place: { part: 'connections', passage: null },
      },
    });
  await remark(reader, 'quolls wonder', 'readers');
  await remark(tutor, 'quolls doubt', 'staff');
  const unnamed = { ...open, author: 'unnamed', reader: 'named' };
  expect(await tableOf('quolls wonder', reader)).toEqual(unnamed);
  expect(await tableOf('quolls doubt', tutor)).toEqual({ ...staffToo, author: 'nothing' });
  app.clock.set(before);
});

test('sockets tell classmates nothing, not even that somebody wrote', async () => {
  const rooms = [
    ...['course', 'staff', 'desk', 'grading'].map((kind) => [kind, course.id] as const),
    ...['meeting', 'desk', 'grading', 'notes', 'projector', 'readers'].map(
      (kind) => [kind, meeting.id] as const,
    ),
    ['person', author.personId] as const,
    ['review', reviewId] as const,
  ];
  const open = await Promise.all(
    everybody.map(async ([name, who]) => {
      const socket = await who.socket().catch(() => null);
      for (const [kind, id] of rooms) await socket?.join(kind, id);
      return [name, socket] as const;
    }),
  );
  await write('wombats again');
  await submitReview(author, meeting.id, { first: 'One.', second: 'Two.', connections: 'wombats once more' });
  const heard = (viewer: Viewer) => open.find(([name]) => name === viewer)?.[1]?.facts ?? [];
  for (const viewer of ['author', 'tutor'] as const)
    for (let look = 0; heard(viewer).length === 0 && look < 100; look++)
      await new Promise((resolve) => setTimeout(resolve, 20));
  expect(heard('author').map(({ name }) => name)).toContain('review.saved');
  expect(heard('tutor').map(({ name }) => name)).toEqual(['review.submitted']);
  for (const viewer of ['reader', 'idler', 'watcher', 'leaver', 'stranger', 'visitor'] as const)
    expect([viewer, heard(viewer)]).toEqual([viewer, []]);
  expect(JSON.stringify(open.map(([, socket]) => socket?.facts))).not.toContain('wombats');
  for (const [, socket] of open) socket?.close();
});
