// People at work while something fails: each kind of write again and again, and how to tell afterwards that it is there, once.
import { createHash } from 'node:crypto';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { draftsRoutes, type Draft } from '#shared/drafts/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { papersRoutes, type DocumentView } from '#shared/papers/contract.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { bytesOfPart, partBytes, partsOf, uploadsRoutes } from '#shared/presentations/uploads.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { signupRoutes } from '#shared/signup/contract.ts';
import { anchorOn, listFor, uploadDocument } from '#tests/annotations/read-document.ts';
import type { Chance } from '#tests/support/chance.ts';
import type { FullClass, Student } from '#tests/support/full-class.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { persist, type Tally } from './persist.ts';

/** One kind of write by one person. */
export interface Worker {
  readonly name: string;
  /** Does it once, until it is acknowledged. */
  act(): Promise<void>;
  /** What is wrong with what is stored, compared with what was acknowledged; empty: nothing. */
  check(): Promise<string[]>;
}

interface Desk {
  readonly room: FullClass;
  readonly meetingId: Id;
  readonly paperIds: readonly Id[];
  readonly document: DocumentView;
  readonly tally: Tally;
  readonly chance: Chance;
}

/** A meeting with two papers, an annotated one, and a sign-up that is open. */
export const prepareDesk = async (room: FullClass, tally: Tally, chance: Chance): Promise<Desk> => {
  const { staff, courseId } = room;
  const document = await uploadDocument({ instructor: staff, id: courseId });
  const meetingId = newId();
  const startsAt = new Date(Date.now() + 7 * 24 * 3600 * 1000).toISOString();
  const meeting = { id: meetingId, topic: 'Leases', place: '', startsAt, durationMinutes: 80 };
  await staff.call(papersRoutes.createMeeting, { params: { courseId }, body: meeting });
  const paperIds = [newId(), newId()];
  const fields = { authors: ['Mei Chen'], venue: '', year: 2020, abstract: '', link: '' };
  for (const [i, id] of paperIds.entries())
    await staff.call(papersRoutes.createPaper, {
      params: { meetingId },
      body: { id, title: `Paper ${String(i + 1)}`, ...fields },
    });
  const dueAt = new Date(Date.now() + 24 * 3600 * 1000).toISOString();
  await staff.call(signupRoutes.arrangeSignup, {
    params: { courseId },
    body: {
      dueAt,
      seats: 1,
      swaps: 'none',
      slots: paperIds.map((paperId) => ({ paperId, min: 1, max: 2 })),
      revision: 0,
    },
  });
  return { room, meetingId, paperIds, document, tally, chance };
};

const twice = (ids: readonly string[]) => ids.filter((id, i) => ids.indexOf(id) !== i);
const lost = (acknowledged: readonly string[], stored: readonly string[]) =>
  acknowledged.filter((id) => !stored.includes(id));
const problems = (name: string, acknowledged: readonly string[], stored: readonly string[]) => [
  ...lost(acknowledged, stored).map((id) => `${name}: ${id} is lost`),
  ...twice(stored).map((id) => `${name}: ${id} is there twice`),
];

const annotator = ({ document, tally, chance }: Desk, { client }: Student): Worker => {
  const done: string[] = [];
  return {
    name: 'threads',
    act: async () => {
      const text = `Thread ${newId()}`;
      const body = {
        ...{ id: newId(), anchor: anchorOn(document, 1 + (done.length % 15)), text, readingQuestion: null },
        ...{ kind: 'question' as const, visibility: 'class' as const },
      };
      const posted = await persist(tally, chance, () =>
        client.call(annotationsRoutes.postThread, { params: { documentId: document.id }, body }),
      );
      if (posted) done.push(text);
    },
    check: async () => {
      const { threads } = await listFor(client, document.id);
      const texts = threads.map(({ text }) => text).filter((text) => text.startsWith('Thread '));
      return problems('threads', done, texts);
    },
  };
};

const replier = ({ document, tally, chance }: Desk, { client }: Student, threadId: Id): Worker => {
  const done: string[] = [];
  return {
    name: 'replies',
    act: async () => {
      const body = { id: newId(), text: `Reply ${newId()}` };
      const posted = await persist(tally, chance, () =>
        client.call(annotationsRoutes.reply, { params: { threadId }, body }),
      );
      if (posted) done.push(body.text);
    },
    check: async () => {
      const { threads } = await listFor(client, document.id);
      const texts = threads.find(({ id }) => id === threadId)?.replies.map(({ text }) => text) ?? [];
      return problems('replies', done, texts);
    },
  };
};

/** Gives and takes back an upvote in turn: one person is one vote, whatever was sent twice. */
const voter = ({ document, tally, chance }: Desk, { client }: Student, threadId: Id): Worker => {
  let given = false;
  const params = { threadId, postId: threadId };
  return {
    name: 'votes',
    act: async () => {
      const route = given ? annotationsRoutes.withdrawUpvote : annotationsRoutes.upvote;
      if (await persist(tally, chance, () => client.call(route, { params }))) given = !given;
    },
    check: async () => {
      const { threads } = await listFor(client, document.id);
      const count = threads.find(({ id }) => id === threadId)?.upvotes;
      return count === Number(given) ? [] : [`votes: ${String(count)} instead of ${String(Number(given))}`];
    },
  };
};

const drafter = ({ document, tally, chance }: Desk, { id: personId, client }: Student): Worker => {
  const params = { personId, place: `document:${document.id}:reply:${newId()}` };
  let revision = 0;
  let value = '';
  return {
    name: 'drafts',
    act: async () => {
      const next = JSON.stringify(`Draft ${newId()}`);
      const body = { value: next, revision, updatedAt: new Date().toISOString() };
      const kept = await persist(
        tally,
        chance,
        () => client.call(draftsRoutes.keepDraft, { params, body }),
        // The attempt before this one got through without an answer.
        (current) => ((current as Draft).value === next ? (current as Draft) : undefined),
      );
      if (kept) ({ revision } = kept);
      if (kept) value = next;
    },
    check: async () => {
      const [found] = await client.call(draftsRoutes.listDrafts, { params });
      return found?.value === value ? [] : [`drafts: ${String(found?.value)} instead of ${value}`];
    },
  };
};

const reviewer = ({ meetingId, tally, chance }: Desk, { client }: Student): Worker => {
  const params = { meetingId };
  let revision = 0;
  let text = '';
  const read = () => client.call(reviewsRoutes.readOwnReview, { params });
  return {
    name: 'reviews',
    act: async () => {
      const next = `Review ${newId()}`;
      const body = { answers: { first: next }, revision };
      const saved = await persist(
        tally,
        chance,
        () => client.call(reviewsRoutes.saveReview, { params, body }),
        (current) => {
          const now = current as { answers: { first?: string }; revision: number };
          return now.answers.first === next ? (now as never) : undefined;
        },
      );
      if (saved) ({ revision } = saved);
      if (saved) text = next;
    },
    check: async () => {
      const found = JSON.stringify(await read());
      return found.includes(text) ? [] : [`reviews: not the last one that was saved: ${found.slice(0, 200)}`];
    },
  };
};

const wisher = ({ room, paperIds, tally, chance }: Desk, { client }: Student): Worker => {
  const params = { courseId: room.courseId };
  let revision = 0;
  let ranked: Id[] = [];
  return {
    name: 'preferences',
    act: async () => {
      const next = ranked[0] === paperIds[0] ? paperIds.toReversed() : [...paperIds];
      const body = { ranked: next, blocked: [], partnerId: null, revision };
      const saved = await persist(
        tally,
        chance,
        () => client.call(signupRoutes.savePreferences, { params, body }),
        (current) => ((current as { ranked: Id[] }).ranked[0] === next[0] ? (current as never) : undefined),
      );
      if (saved) ({ revision } = saved);
      if (saved) ranked = next;
    },
    check: async () => {
      const found = await client.call(signupRoutes.readPreferences, { params });
      return found.ranked.join() === ranked.join() ? [] : ['preferences: not the last ones that were saved'];
    },
  };
};

/** Sends a PDF of two parts as slides. */
const uploader = async (desk: Desk, { id, client }: Student): Promise<Worker> => {
  const { room, meetingId, paperIds, tally, chance } = desk;
  const talk = { meetingId, paperId: paperIds[0] ?? '' };
  const body = { presenterIds: [id], revision: 0 };
  await room.staff.call(presentationsRoutes.assignPresenters, { params: talk, body });
  const file = Buffer.from(await makePdf({ pages: 2, padding: partBytes + 1000 }));
  const hash = createHash('sha256').update(file).digest('hex');
  const done: string[] = [];
  return {
    name: 'uploads',
    act: async () => {
      const uploadId = newId();
      const fileName = `${uploadId}.pdf`;
      const params = { ...talk, uploadId };
      const begin = { params, body: { fileName, bytes: file.length } };
      await persist(tally, chance, () => client.call(uploadsRoutes.beginUpload, begin));
      for (let part = 0; part < partsOf(file.length); part += 1) {
        const bytes = file.subarray(part * partBytes, part * partBytes + bytesOfPart(file.length, part));
        await persist(tally, chance, () =>
          client.upload(uploadsRoutes.sendPart, { params: { ...params, part }, body: {} }, bytes, 'part'),
        );
      }
      for (;;) {
        const upload = await persist(tally, chance, () =>
          client.call(uploadsRoutes.finishUpload, { params }),
        );
        if (upload?.state === 'done') done.push(fileName);
        if (upload?.state !== 'checking') break;
      }
    },
    check: async () => {
      const { versions } = await client.call(uploadsRoutes.readSlidesDesk, { params: talk });
      const answer = await client.raw('GET', `/api/meetings/${meetingId}/talks/${talk.paperId}/slides/file`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      const isWhole = createHash('sha256').update(bytes).digest('hex') === hash;
      return [
        ...problems(
          'uploads',
          done,
          versions.map(({ fileName }) => fileName),
        ),
        ...(isWhole ? [] : ['uploads: the newest file is not whole']),
      ];
    },
  };
};

/** Everybody at their own kind of work, on the same thread where that is possible. Needs six students. */
export const putToWork = async (desk: Desk): Promise<Worker[]> => {
  const [a, b, c, d, e, f] = desk.room.students as [Student, Student, Student, Student, Student, Student];
  const head = await a.client.call(annotationsRoutes.postThread, {
    params: { documentId: desk.document.id },
    body: {
      ...{ id: newId(), anchor: anchorOn(desk.document, 0), text: 'The first', readingQuestion: null },
      ...{ kind: 'question', visibility: 'class' },
    },
  });
  return [
    annotator(desk, a),
    annotator(desk, b),
    replier(desk, b, head.id),
    replier(desk, c, head.id),
    voter(desk, d, head.id),
    drafter(desk, e),
    drafter(desk, f),
    reviewer(desk, c),
    reviewer(desk, d),
    wisher(desk, e),
    await uploader(desk, f),
  ];
};
