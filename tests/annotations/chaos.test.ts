// Whatever the network does to live facts: in the end everybody who reads holds what a fresh list holds, no more, no less.
import { afterAll, describe, expect, test } from '@jest/globals';
import { annotationsRoutes as routes } from '#shared/annotations/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { visibilitySchema } from '#shared/annotations/visibility.ts';
import type { Role } from '#shared/courses/roles.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { applyAnswer } from '#client/annotations/listing.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { startBadNetwork } from '#tests/support/bad-network.ts';
import { createChance, type Chance } from '#tests/support/chance.ts';
import { readChaotically } from './chaotic-reader.ts';
import { anchorOn, uploadDocument } from './read-document.ts';

const app = await startApp();
const actsPerWriter = 16;
const [ada, tom, olga, ...students] = await app.people(7);
if (!ada || !tom || !olga) throw new Error('Somebody did not come');
const course = await app.course({
  ...{ instructor: ada, tas: [tom], observers: [olga], students },
  settings: { anonymity: 'choice', readingGroupSize: 3 },
});

/** Does something at random to what there is; what the rules refuse was worth a try. */
const write = async (person: PersonClient, documentId: string, known: ThreadView[], chance: Chance) => {
  const fileHash = known[0]?.anchor.fileHash ?? '';
  const mine = known.filter(({ authorId }) => authorId === person.personId);
  const keep = (thread: ThreadView) => {
    const at = known.findIndex(({ id }) => id === thread.id);
    const byName = { ...thread, authorId: known[at]?.authorId ?? person.personId };
    if (at < 0) known.push(byName);
    else known[at] = byName;
  };
  const text = `Words ${String(chance.next())}`;
  const own = chance.pick(mine);
  const any = chance.pick(known);
  const visibility = chance.pick(visibilitySchema.options) ?? 'class';
  const anonymous = chance.happens(0.3);
  const params = { threadId: any?.id ?? '' };
  const ofOwn = { threadId: own?.id ?? '' };
  const acts = [
    async () => {
      const anchor = anchorOn({ fileHash }, Math.floor(chance.next() * 12));
      const body = { ...{ id: newId(), anchor, text, visibility, anonymous }, kind: 'question' as const };
      keep(
        await person.call(routes.postThread, {
          params: { documentId },
          body: { ...body, readingQuestion: null },
        }),
      );
    },
    async () => {
      keep(await person.call(routes.reply, { params, body: { id: newId(), text, anonymous } }));
    },
    async () => {
      const body = { revision: own?.revision ?? 0, text, kind: 'insight' as const, readingQuestion: null };
      keep(await person.call(routes.editThread, { params: ofOwn, body }));
    },
    async () => {
      keep(await person.call(routes.moveThread, { params: ofOwn, body: { visibility } }));
    },
    async () => {
      keep(await person.call(routes.upvote, { params: { ...params, postId: params.threadId } }));
    },
    async () => {
      keep(await person.call(routes.resolveThread, { params: ofOwn }));
    },
    async () => {
      const reply = chance.pick(any?.replies ?? []);
      await person.call(routes.deleteReply, { params: { ...params, replyId: reply?.id ?? newId() } });
    },
    async () => {
      if (chance.happens(0.5)) await person.call(routes.deleteThread, { params: ofOwn });
    },
  ];
  try {
    // Twice as much is said as is done to it, or soon nothing would be left.
    await (chance.happens(0.5) ? chance.pick(acts.slice(0, 2)) : chance.pick(acts))?.();
  } catch (error) {
    if (!(error instanceof Refusal) || error.body.code === 'too_many') throw error;
  }
};

const play = async (seed: number, atEnd: (close: () => Promise<void>) => void) => {
  const chance = createChance(seed);
  const document = await uploadDocument(course);
  const network = await startBadNetwork(app.url, chance);
  const seats: [PersonClient, Role][] = [
    [ada, 'instructor'],
    [tom, 'ta'],
    [olga, 'observer'],
    ...students.map((student): [PersonClient, Role] => [student, 'student']),
  ];
  const readers = seats.map(([person, role]) =>
    readChaotically({ person, role, documentId: document.id, url: network.url, chance }),
  );
  atEnd(async () => {
    for (const reader of readers) reader.close();
    await network.close();
  });
  const writing = { anchor: anchorOn(document, 0), kind: 'question' as const, readingQuestion: null };
  const first = await ada.call(routes.postThread, {
    params: { documentId: document.id },
    body: { id: newId(), text: 'The first', ...writing },
  });
  const known = [first];
  await Promise.all(
    [ada, ...students].map(async (person) => {
      for (let act = 0; act < actsPerWriter; act++) await write(person, document.id, known, chance);
    }),
  );
  network.calmDown();
  // What is late arrives; then every page is looked at again.
  await new Promise((resolve) => setTimeout(resolve, 250));
  await Promise.all(readers.map(({ live }) => live.wake()));
  return { document, network, readers };
};

const fresh = async (person: PersonClient, documentId: string) =>
  applyAnswer(
    undefined,
    documentId,
    person.personId,
    await person.call(routes.listThreads, { params: { documentId }, query: {} }),
  ).threads;

describe('after a storm everybody holds what a fresh list holds', () => {
  const random = 1 + Math.floor(Math.random() * 2147483645);
  const closes: (() => Promise<void>)[] = [];
  afterAll(() => Promise.all(closes.map((close) => close())));

  test.each([7, 2026, random])('with the seed %i', async (seed) => {
    const { document, network, readers } = await play(seed, (close) => closes.push(close));
    // Facts were lost, delayed and repeated, and lines were cut.
    for (const [what, times] of Object.entries(network.mishaps))
      expect([what, times > 0]).toEqual([what, true]);
    const lists = await Promise.all(
      readers.map(async ({ person, listing, isAsking }) => {
        const expected = await fresh(person, document.id);
        const held = () => JSON.stringify(listing()?.threads);
        for (let waited = 0; waited < 3000; waited += 20) {
          if (!isAsking() && held() === JSON.stringify(expected)) break;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
        expect(listing()?.threads).toEqual(expected);
        return expected;
      }),
    );
    // The storm was about something, and not everybody may see the same.
    const [staff, assistant, observer] = lists;
    expect(staff?.length).toBeGreaterThan(5);
    const shared = (list: readonly ThreadView[] | undefined) =>
      list?.filter(({ visibility }) => visibility !== 'private').map(({ id }) => id);
    expect(shared(staff)).toEqual(shared(assistant));
    expect(shared(observer)?.length).toBeLessThan(shared(staff)?.length ?? 0);
  });
});
