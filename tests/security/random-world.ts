// A course by chance: roles, settings and dates, and threads, reviews, remarks, slides and groups' notes by whoever may make them.
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { visibilitySchema } from '#shared/annotations/visibility.ts';
import { coursesRoutes } from '#shared/courses/contract.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { audienceSchema, remarksRoutes } from '#shared/remarks/contract.ts';
import { reportingRoutes } from '#shared/reporting/contract.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { anchorOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { submitReview } from '#tests/reviews/submit-review.ts';
import type { PersonClient, TestApp } from '#tests/support/app.ts';
import { createChance } from '#tests/support/chance.ts';
import { makePdf } from '#tests/support/pdf.ts';
import { tried } from './tried.ts';

/** The same seed makes the same world, but for ids. The clock stands at its begin; the deadlines of reviews and slides may pass. */
export const makeRandomWorld = async (app: TestApp, seed: number) => {
  const chance = createChance(seed);
  // The first number of a small seed is small whatever the seed.
  chance.next();
  const pick = <T>(items: readonly T[]): T => {
    const one = chance.pick(items);
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  };
  app.clock.set('2026-09-20T12:00:00.000Z');
  const [instructor, ta, observer, stranger, leaver] = [
    await app.person(),
    await app.person(),
    await app.person(),
    await app.person(),
    await app.person(),
  ];
  const students = await app.people(6);
  const settings: Partial<Settings> = {
    anonymity: pick(['off', 'choice', 'always']),
    postsBeforeReading: pick([0, 0, 1, 2]),
    readingGroupSize: pick([0, 3, 3]),
    classmatesReadReviews: pick(['never', 'after_deadline', 'after_own', 'by_consent']),
    reviewNames: pick(['hidden', 'shown']),
    lateReviews: pick(['refused', 'flagged']),
    publishSlides: pick(['at_deadline', 'by_hand']),
    ...{ checkInNeedsCode: false, groupMin: 2, groupMax: 3 },
  };
  const course = await app.course({
    ...{ instructor, tas: [ta], students: [...students, leaver], observers: [observer], settings },
  });
  await app.course({ instructor: stranger });
  const document = await uploadDocument(course);
  const meetingId = document.meetingId ?? '';
  const inMeeting = { params: { meetingId } };
  const writers: readonly PersonClient[] = [instructor, ta, ...students, leaver];
  const threadIds: Id[] = [];
  for (let made = 0; made < 28; made += 1) {
    const thread = await tried(
      pick(writers).call(annotationsRoutes.postThread, {
        params: { documentId: document.id },
        body: {
          ...{ id: newId(), anchor: anchorOn(document, made % 8), kind: 'plain', readingQuestion: null },
          text: `wombat ${String(made)}`,
          ...{ visibility: pick(visibilitySchema.options), anonymous: chance.happens(0.3) },
        },
      }),
    );
    if (!thread) continue;
    threadIds.push(thread.id);
    const body = { id: newId(), text: 'wombats reply', anonymous: chance.happens(0.3) };
    if (chance.happens(0.5))
      await tried(pick(writers).call(annotationsRoutes.reply, { params: { threadId: thread.id }, body }));
    const move = { params: { threadId: thread.id }, body: { visibility: pick(visibilitySchema.options) } };
    if (chance.happens(0.3)) await tried(pick(writers).call(annotationsRoutes.moveThread, move));
    if (chance.happens(0.1))
      await tried(pick(writers).call(annotationsRoutes.deleteThread, { params: { threadId: thread.id } }));
  }
  const authors = [...students, leaver].filter(() => chance.happens(0.7));
  const reviewIds: Id[] = [];
  for (const author of authors) {
    const { id } = await submitReview(author, meetingId);
    reviewIds.push(id ?? '');
    if (chance.happens(0.5))
      await tried(author.call(reviewsRoutes.shareReview, { ...inMeeting, body: { isShared: true } }));
  }
  await instructor.call(presentationsRoutes.assignPresenters, {
    params: { meetingId, paperId: document.id },
    body: { presenterIds: [pick(students).personId], revision: 0 },
  });
  await ta.upload(
    presentationsRoutes.uploadSlides,
    { params: { meetingId, paperId: document.id }, body: {} },
    await makePdf({ pages: 1, title: `Slides ${String(seed)}` }),
    'talk.pdf',
  );
  while ((await app.db.collection('documents').countDocuments({ unfinished: true })) > 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  for (const student of students) await student.call(roundsRoutes.checkIn, { ...inMeeting, body: {} });
  const { round } = await instructor.call(roundsRoutes.drawRound, { ...inMeeting, body: { id: newId() } });
  if (!round) throw new Error('No round was drawn.');
  const phases = pick([['group'], ['group', 'class'], []] as const);
  for (const phase of phases) {
    await instructor.call(roundsRoutes.startPhase, {
      params: { meetingId, roundId: round.id },
      body: { phase },
    });
    for (const { notesId, members } of round.groups) {
      const speaker = students.find(({ personId }) => members.includes(personId));
      if (speaker)
        await tried(
          speaker.call(reportingRoutes.addPoint, {
            ...inMeeting,
            body: { id: newId(), notesId, question: 0, text: 'A point.' },
          }),
        );
    }
  }
  // Some worlds are looked at before the deadlines, some after.
  const isLate = chance.happens(0.6);
  if (isLate) app.clock.set('2026-10-01T13:30:00.000Z');
  const remarkIds: Id[] = [];
  for (let made = 0; made < 14 && reviewIds.length > 0; made += 1) {
    const remark = await tried(
      pick(writers).call(remarksRoutes.postRemark, {
        params: { reviewId: pick(reviewIds) },
        body: {
          ...{ id: newId(), text: 'wombats?', audience: pick(audienceSchema.options), isHeld: false },
          place: { part: 'first', passage: null },
        },
      }),
    );
    if (!remark) continue;
    remarkIds.push(remark.id);
    const hold = { params: { remarkId: remark.id }, body: { isHeld: true } };
    if (chance.happens(0.3)) await tried(pick([instructor, ta]).call(remarksRoutes.holdRemark, hold));
  }
  await instructor.call(coursesRoutes.dropMember, {
    params: { courseId: course.id, personId: leaver.personId },
  });
  return {
    ...{ seed, settings, isLate, course, document, meetingId, threadIds, reviewIds, remarkIds },
    notesIds: round.groups.map(({ notesId }) => notesId),
    viewers: {
      instructor,
      ta,
      observer,
      stranger,
      leaver,
      ...Object.fromEntries(students.map((one, index) => [`student ${String(index)}`, one])),
    } as Readonly<Record<string, PersonClient>>,
  };
};
export type RandomWorld = Awaited<ReturnType<typeof makeRandomWorld>>;
