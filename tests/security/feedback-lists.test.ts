// Random courses: feedback on reviews and on talks is shown by every list and door to exactly those whom the rules name, at every time.
import { describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Member, Role } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { defaultCriteria } from '#shared/feedback/criteria.ts';
import { mayGiveFeedback, mayReadFeedback, type PairFacts } from '#shared/feedback/rules.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { defaultRubric } from '#shared/talk-feedback/rubric.ts';
import {
  isClassmate,
  mayGiveTalkFeedback,
  mayReadAllTalkFeedback,
  mayReadTalkResults,
} from '#shared/talk-feedback/rules.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { createChance } from '#tests/support/chance.ts';
import { tried } from './tried.ts';

const seeds = (process.env['WORLD_SEEDS'] ?? '31,32,33,34,35,36').split(',').map(Number);
const app = await startApp();
const begin = '2026-10-05T11:00:00.000Z';
/** Reviews are due at 12:00, the meeting is from 14:00 to 15:20. */
const times = ['2026-10-05T12:00:01.000Z', '2026-10-05T14:10:00.000Z', '2026-10-20T12:00:00.000Z'];
const reasonOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error as Refusal).body.reason,
  );

const makeWorld = async (seed: number) => {
  const chance = createChance(seed);
  // The first number of a small seed is small whatever the seed.
  chance.next();
  const pick = <T>(items: readonly T[]): T => chance.pick(items) as T;
  app.clock.set(begin);
  const [instructor, ta, observer, stranger, leaver] = (await app.people(5)) as [
    PersonClient,
    PersonClient,
    PersonClient,
    PersonClient,
    PersonClient,
  ];
  const students = await app.people(6);
  const perReview = pick([0, 1, 2, 2]);
  const settings: Partial<Settings> = {
    ...{ feedbackPerReview: perReview, feedbackAtLeast: Math.min(1, perReview) },
    feedbackDueMinutesAfter: pick([60, 4320]),
    talkFeedbackDueMinutesAfter: pick([0, 4320]),
  };
  const course = await app.course({
    ...{ instructor, tas: [ta], students: [...students, leaver], observers: [observer], settings },
  });
  await app.course({ instructor: stranger });
  const { id: meetingId, papers } = await holdMeeting(course);
  const paperId = papers[0]?.id ?? '';
  for (const author of [...students, leaver]) if (chance.happens(0.8)) await submitReview(author, meetingId);
  // Also one of the staff may present.
  const presenterIds = [...new Set([pick(students).personId, pick([...students, ta]).personId])];
  await instructor.call(presentationsRoutes.assignPresenters, {
    params: { meetingId, paperId },
    body: { presenterIds, revision: 0 },
  });
  app.clock.set(times[0] ?? '');
  const marks = (criteria: readonly { key: string }[]) =>
    Object.fromEntries(criteria.map(({ key }) => [key, 1 + Math.floor(chance.next() * 3)]));
  for (const giver of [...students, leaver]) {
    const { toGive = [] } =
      (await tried(giver.call(feedbackRoutes.readFeedback, { params: { meetingId } }))) ?? {};
    for (const { id: pairId } of toGive) {
      if (chance.happens(0.2)) continue;
      const content = { marks: marks(defaultCriteria), comments: {}, overall: 'A word.' };
      await giver.call(feedbackRoutes.saveFeedback, { params: { pairId }, body: { content, revision: 0 } });
      if (chance.happens(0.7))
        await giver.call(feedbackRoutes.submitFeedback, { params: { pairId }, body: { revision: 1 } });
    }
  }
  app.clock.set(times[1] ?? '');
  for (const giver of [...students, leaver, ta, observer])
    if (chance.happens(0.7))
      await tried(
        giver.call(talkFeedbackRoutes.saveTalkFeedback, {
          params: { meetingId, paperId },
          body: { content: { marks: marks(defaultRubric), comment: 'Good.' }, revision: 0 },
        }),
      );
  await instructor.call(coursesRoutes.dropMember, {
    params: { courseId: course.id, personId: leaver.personId },
  });
  const time = times[seed % times.length] ?? begin;
  app.clock.set(time);
  return {
    ...{ seed, settings, time, course, meetingId, paperId, presenterIds },
    viewers: Object.entries({
      ...{ instructor, ta, observer, stranger, leaver },
      ...Object.fromEntries(students.map((one, index) => [`student ${String(index)}`, one])),
    }),
  };
};

/** How often chance made something to look at. */
const met = { got: 0, gives: 0, results: 0, open: 0, all: 0 };

describe.each(seeds)('WORLD_SEEDS=%i', (seed) => {
  test('on reviews, what one gives and gets; on talks, what one gives, reads and hears', async () => {
    const world = await makeWorld(seed);
    const { course, meetingId, paperId, presenterIds, viewers } = world;
    const places = await app.db
      .collection<{ personId: string; role: Role }>('memberships')
      .find({ courseId: course.id, droppedAt: null })
      .toArray();
    // Who looks first draws again, because somebody has left.
    await course.instructor.call(feedbackRoutes.listPairings, { params: { meetingId } });
    const exchange = await app.db
      .collection<{ _id: string; pairs: { id: string; giverId: string; authorId: string }[] }>(
        'feedbackExchanges',
      )
      .findOne({ _id: meetingId });
    const stored = await app.db
      .collection<{ _id: string; submitted: object | null }>('feedbacks')
      .find({ meetingId })
      .toArray();
    const pairs = (exchange?.pairs ?? []).map((pair) => ({
      ...pair,
      courseId: course.id,
      isSubmitted: stored.some(({ _id, submitted }) => _id === pair.id && submitted !== null),
      isAnswered: false,
    })) satisfies (PairFacts & { id: string })[];
    const handedOut = await app.db
      .collection<{ _id: string; handedOut: object | null }>('talkExchanges')
      .findOne({ _id: paperId });

    for (const [name, who] of viewers) {
      const role = places.find(({ personId }) => personId === who.personId)?.role;
      const member: Member | null = role ? { personId: who.personId, courseId: course.id, role } : null;
      const about = { seed, settings: world.settings, time: world.time, name };

      const desk = await tried(who.call(feedbackRoutes.readFeedback, { params: { meetingId } }));
      const all = await tried(who.call(feedbackRoutes.listPairings, { params: { meetingId } }));
      expect({ ...about, desk: desk !== undefined, all: all !== undefined }).toEqual({
        ...{ ...about, desk: member !== null, all: role === 'instructor' || role === 'ta' },
      });
      const phase = desk?.phase ?? 'off';
      const mayRead = (pair: (typeof pairs)[number]) =>
        member !== null && role === 'student' && mayReadFeedback(member, pair, phase) === true;
      const mayGive = (pair: (typeof pairs)[number]) =>
        member !== null && mayGiveFeedback(member, pair, phase, false) === true;
      const ids = (some: readonly { id: string }[]) => some.map(({ id }) => id).toSorted();
      if (desk && role === 'student') {
        met.got += desk.received.length;
        met.gives += phase === 'open' ? desk.toGive.length : 0;
        expect({ ...about, got: ids(desk.received) }).toEqual({ ...about, got: ids(pairs.filter(mayRead)) });
        if (phase === 'open')
          expect({ ...about, gives: ids(desk.toGive) }).toEqual({
            ...about,
            gives: ids(pairs.filter(mayGive)),
          });
      }
      // One by one: an answer about the revision says that one may, and stores nothing.
      for (const pair of pairs) {
        const content = { marks: {}, comments: {}, overall: '' };
        const saving = await reasonOf(
          who.call(feedbackRoutes.saveFeedback, {
            params: { pairId: pair.id },
            body: { content, revision: 99 },
          }),
        );
        expect({ ...about, pair, may: saving === 'feedback_changed' }).toEqual({
          ...about,
          pair,
          may: mayGive(pair),
        });
      }
      if (all) {
        const submitted = all.pairings.filter((pairing) => pairing.content !== null);
        expect({ ...about, submitted: ids(submitted) }).toEqual({
          ...{ ...about, submitted: ids(pairs.filter(({ isSubmitted }) => isSubmitted)) },
        });
      }

      const params = { meetingId, paperId };
      const talk = await tried(who.call(talkFeedbackRoutes.readTalkFeedback, { params }));
      const place = { courseId: course.id, presenterIds, phase: talk?.phase ?? ('closed' as const) };
      const open = await tried(
        who.call(talkFeedbackRoutes.listOpenTalks, { params: { courseId: course.id } }),
      );
      const everything = await tried(who.call(talkFeedbackRoutes.listTalkFeedback, { params }));
      const socket = await who.socket();
      const { ok } = await socket.join('talkFeedback', meetingId);
      socket.close();
      met.results += Number(typeof talk?.results === 'object');
      met.open += open?.length ?? 0;
      met.all += everything?.given.length ?? 0;
      const may = (rule: (of: Member, about: typeof place) => true | object) =>
        member !== null && rule(member, place) === true;
      expect({
        ...about,
        handedOut: handedOut?.handedOut != null,
        reads: talk !== undefined,
        own: talk?.own != null && talk.phase === 'open',
        results: talk !== undefined && !['none', 'waits'].includes(talk.results as string),
        open: (open ?? []).some((one) => one.paperId === paperId),
        all: everything !== undefined,
        room: ok,
      }).toEqual({
        ...about,
        handedOut: handedOut?.handedOut != null,
        reads: member !== null,
        own: may(isClassmate) && place.phase === 'open',
        results: may(mayReadTalkResults),
        open: may(mayGiveTalkFeedback),
        all: may(mayReadAllTalkFeedback),
        room: may(mayReadAllTalkFeedback),
      });
    }
  });
});

test('chance has met every case', () => {
  for (const [what, count] of Object.entries(met)) expect([what, count > 0]).toEqual([what, true]);
});
