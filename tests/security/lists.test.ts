// Random courses: whatever a list, a count, an export or a search shows somebody is exactly what they get when they ask one by one, and rooms agree.
import { describe, expect, jest, test } from '@jest/globals';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { mayReadThread } from '#shared/annotations/visibility.ts';
import { pathOf, type Route } from '#shared/kernel/contract.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { papersRoutes } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { remarksRoutes } from '#shared/remarks/contract.ts';
import { mayReadRemark } from '#shared/remarks/rules.ts';
import { reportingRoutes } from '#shared/reporting/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { Role } from '#shared/courses/roles.ts';
import { listFor } from '#tests/annotations/read-document.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import type { TestSocket } from '#tests/support/socket.ts';
import { makeRandomWorld, type RandomWorld } from './random-world.ts';

jest.setTimeout(180_000);
const seeds = (process.env['WORLD_SEEDS'] ?? '11,12,13,14').split(',').map(Number);
const app = await startApp();
const worlds = new Map<number, RandomWorld>();
const worldOf = async (seed: number): Promise<RandomWorld> => {
  const world = worlds.get(seed) ?? (await makeRandomWorld(app, seed));
  worlds.set(seed, world);
  return world;
};

const isRefused = (error: unknown): error is Refusal => error instanceof Refusal && error.status < 500;
/** What came, or nothing where it was refused. */
const orNothing = async <T>(attempt: Promise<T>): Promise<T | null> => {
  try {
    return await attempt;
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
};
const opens = async (who: PersonClient, route: Pick<Route, 'method' | 'path'>, params: object) =>
  (await who.raw('GET', pathOf(route, params as Record<string, unknown>))).ok;
const filter = async (ids: readonly string[], isOpen: (id: string) => Promise<boolean>) => {
  const found: string[] = [];
  for (const id of ids) if (await isOpen(id)) found.push(id);
  return found.sort();
};

interface StoredThread {
  _id: string;
  authorId: string;
  visibility: 'class' | 'group' | 'staff' | 'private';
  groupId: string | null;
  deletedAt: Date | null;
  replies: { deletedAt: Date | null }[];
}

describe.each(seeds)('WORLD_SEEDS=%i', (seed) => {
  /** Asks for every viewer; a difference names the world, the viewer and the thing. */
  const forEach = async (
    look: (
      world: RandomWorld,
      who: PersonClient,
      socket: TestSocket,
      role: Role | null,
    ) => Promise<Record<string, unknown>[]>,
  ) => {
    const world = await worldOf(seed);
    const places = await app.db
      .collection<{ personId: string; role: Role }>('memberships')
      .find({ courseId: world.course.id, droppedAt: null })
      .toArray();
    for (const [name, who] of Object.entries(world.viewers)) {
      const socket = await who.socket();
      const role = places.find(({ personId }) => personId === who.personId)?.role ?? null;
      const [first, ...others] = await look(world, who, socket, role);
      for (const other of others)
        expect({ seed, settings: world.settings, name, ...other }).toEqual({
          seed,
          settings: world.settings,
          name,
          ...first,
        });
      socket.close();
    }
  };

  test('threads: the list, the rule, the line, the export, the count, the search and the rooms', async () => {
    await forEach(async ({ document, course, threadIds }, who, socket, role) => {
      const stored = await app.db
        .collection<StoredThread>('threads')
        .find({ documentId: document.id })
        .toArray();
      const standing = stored.filter(
        ({ deletedAt, replies }) => deletedAt === null || replies.some((one) => one.deletedAt === null),
      );
      const listed = await orNothing(listFor(who, document.id));
      const ids = (listed?.threads ?? []).map(({ id }) => id).sort();
      const seesOthers = listed !== null && listed.gate === null;
      const member = { personId: who.personId, courseId: course.id, role: role ?? 'observer' };
      const viewer = { member, groupId: listed?.groupId ?? null, seesOthers };
      const ruled = standing
        .filter((thread) => role !== null && mayReadThread(viewer, thread))
        .map(({ _id }) => _id)
        .sort();
      const whole = new Set(standing.filter(({ deletedAt }) => deletedAt === null).map(({ _id }) => _id));
      const oneByOne = await filter(
        threadIds.filter((id) => whole.has(id)),
        (threadId) => opens(who, { method: 'GET', path: '/api/threads/:threadId/line' }, { threadId }),
      );
      const exported = await who.raw('GET', `/api/documents/${document.id}/export/jsonld`);
      const text = exported.ok ? await exported.text() : '';
      const { results = [] } = ((await (
        await who.raw('GET', `/api/courses/${course.id}/search?q=wombat`)
      ).json()) ?? {}) as { results?: unknown[] };
      const searched = JSON.stringify(results);
      const counts = await orNothing(
        who.call(annotationsRoutes.countThreads, { params: { meetingId: document.meetingId ?? '' } }),
      );
      const mine = ids.filter((id) => whole.has(id));
      const hidden = threadIds.filter((id) => !ids.includes(id));
      const rooms = {
        class: (await socket.join('document', document.id)).ok,
        staff: (await socket.join('documentStaff', document.id)).ok,
      };
      const facts = {
        ids,
        whole: mine,
        inExport: mine,
        foreignInExport: [] as string[],
        foreignInSearch: [] as string[],
        rooms: { class: seesOthers, staff: role === 'ta' || role === 'instructor' },
      };
      return [
        facts,
        {
          ...{ ids: ruled, whole: oneByOne, rooms },
          inExport: mine.filter((id) => text.includes(id)),
          foreignInExport: hidden.filter((id) => text.includes(id)),
          foreignInSearch: hidden.filter((id) => searched.includes(id)),
        },
        ...(counts === null ? [] : [{ ...facts, ids: counts.length === 0 ? [] : ids }]),
      ];
    });
  });

  test('rooms of reading groups open to those who are in them and see others', async () => {
    const world = await worldOf(seed);
    const groups = (await app.db
      .collection('readingGroups')
      .find({ _id: world.document.id as never })
      .toArray()) as unknown as { groups?: { id: string; people: string[] }[] }[];
    for (const { id, people } of groups.flatMap((one) => one.groups ?? []))
      for (const [name, who] of Object.entries(world.viewers)) {
        const socket = await who.socket();
        const listed = await orNothing(listFor(who, world.document.id));
        const isIn = people.includes(who.personId) && listed !== null && listed.gate === null;
        expect({ name, ok: (await socket.join('readingGroup', id)).ok }).toEqual({ name, ok: isIn });
        socket.close();
      }
  });

  test('reviews: the list, one by one, and the rooms', async () => {
    await forEach(async ({ meetingId, reviewIds }, who, socket) => {
      const list = await orNothing(who.call(reviewsRoutes.listReviews, { params: { meetingId } }));
      const own = (await orNothing(who.call(reviewsRoutes.readOwnReview, { params: { meetingId } })))?.id;
      const listed = (list ?? []).map(({ id }) => id);
      const open = await filter(reviewIds, (reviewId) =>
        opens(who, { method: 'GET', path: '/api/reviews/:reviewId' }, { reviewId }),
      );
      const rooms = await filter(reviewIds, async (reviewId) => {
        const { ok } = await socket.join('review', reviewId);
        socket.leave('review', reviewId);
        return ok;
      });
      // One's own is always there; in the list it stands beside the others, once the list is open.
      const others = listed.filter((id) => id !== own).sort();
      return [
        { others, rooms: open },
        { others: open.filter((id) => id !== own), rooms },
      ];
    });
  });

  test('remarks: the list of a review, the rule, and the count', async () => {
    await forEach(async ({ meetingId, course, reviewIds }, who, _socket, role) => {
      const stored = await app.db
        .collection<{
          _id: string;
          reviewId: string;
          reviewAuthorId: string;
          audience: 'readers';
          isHeld: boolean;
          isPartForStaff: boolean;
        }>('remarks')
        .find({ meetingId })
        .toArray();
      const listed: Record<string, number> = {};
      const ruled: Record<string, number> = {};
      for (const reviewId of reviewIds) {
        const answer = await orNothing(who.call(remarksRoutes.listRemarks, { params: { reviewId } }));
        const isOpen = await opens(who, { method: 'GET', path: '/api/reviews/:reviewId' }, { reviewId });
        if (answer) listed[reviewId] = answer.remarks.length;
        const member = { personId: who.personId, courseId: course.id, role: role ?? 'observer' };
        const mine = stored.filter((one) => one.reviewId === reviewId);
        if (isOpen)
          ruled[reviewId] = mine.filter(
            (one) => mayReadRemark({ member, isAuthor: one.reviewAuthorId === who.personId }, one) === true,
          ).length;
      }
      return [{ remarks: ruled }, { remarks: listed }];
    });
  });

  test('slides: the list, the document, the file and the room', async () => {
    await forEach(async ({ meetingId, document }, who, socket) => {
      const talks = await orNothing(who.call(presentationsRoutes.listTalks, { params: { meetingId } }));
      const isListed = talks?.some(({ slides }) => slides !== null) === true;
      const [talk] = await app.db
        .collection<{ _id: string; deckId: string }>('talks')
        .find({ _id: document.id })
        .toArray();
      const deckId = talk?.deckId ?? '';
      const isReadable =
        (await orNothing(who.call(papersRoutes.readDocument, { params: { documentId: deckId } }))) !== null;
      const file = await who.raw('GET', `/api/meetings/${meetingId}/talks/${document.id}/slides/file`);
      const { ok } = await socket.join('document', deckId);
      return [isListed, isReadable, file.ok, ok].map((isOpen) => ({ isOpen }));
    });
  });

  test('groups: what is recorded, notes, points and rooms', async () => {
    await forEach(async ({ meetingId, notesIds }, who, socket) => {
      const notes = await filter(notesIds, (notesId) =>
        opens(who, { method: 'GET', path: '/api/notes/:notesId' }, { notesId }),
      );
      const rooms = await filter(notesIds, async (notesId) => (await socket.join('notes', notesId)).ok);
      const told = await orNothing(who.call(reportingRoutes.readReporting, { params: { meetingId } }));
      const all = await app.db
        .collection<{ _id: string; notesId: string }>('reportPoints')
        .find({ meetingId })
        .toArray();
      const points = (told?.points ?? []).map(({ id }) => id).sort();
      const open = all
        .filter(({ notesId }) => told !== null && notes.includes(notesId))
        .map(({ _id }) => _id)
        .sort();
      const records = await orNothing(who.call(roundsRoutes.listRounds, { params: { meetingId } }));
      const recorded = JSON.stringify(records ?? []);
      return [
        { notes, points: open, recorded: [] },
        {
          notes: rooms,
          points,
          recorded: notesIds.filter((id) => recorded.includes(id) && !notes.includes(id)),
        },
      ];
    });
  });
});
