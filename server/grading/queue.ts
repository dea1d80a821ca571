// The queue of a meeting: its submitted reviews with how far their marks are, and who marks which.
import { gradingEvents, type gradingRoutes } from '#shared/grading/contract.ts';
import { mayGrade } from '#shared/grading/rules.ts';
import { splitEvenly } from '#shared/grading/split.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import type { GradingParts } from './parts.ts';
import { personOf, viewQueued } from './views.ts';

/** What the queue shows to one of the staff; their own review, written as a student, is not in it. */
export const createReadQueue =
  ({ store, reviews, remarks, courses, accounts, criteriaIn }: GradingParts) =>
  async (meeting: MeetingForMember) => {
    const { meetingId, courseId, member } = meeting;
    const [standings, records, shares, criteria, staff] = await Promise.all([
      reviews.standingsIn(meeting),
      store.marks.find({ meetingId }).lean(),
      store.shares.findById(meetingId).lean(),
      criteriaIn(meeting),
      courses.membersOf(courseId, ['instructor', 'ta']),
    ]);
    const graders = staff.map(({ personId }) => personId);
    const said = await remarks.countsOf(records.map(({ _id }) => _id));
    const names = await accounts.namesOf([...graders, ...standings.map(({ authorId }) => authorId)]);
    const marksOf = new Map(records.map((record) => [record._id, record]));
    const byName =
      <T>(nameOf: (item: T) => string) =>
      (a: T, b: T) =>
        nameOf(a).localeCompare(nameOf(b), 'en');
    return {
      criteria: criteria.map(({ key, title, question, steps }) => ({
        key,
        title,
        question,
        steps: [...steps],
      })),
      graders: graders.map((id) => personOf(names, id)).sort(byName(({ name }) => name)),
      reviews: standings
        .filter(({ authorId }) => authorId !== member.personId)
        .map((one) => {
          const graderId = shares?.graders?.[one.reviewId];
          const isPresent = graderId !== undefined && graders.includes(graderId);
          return viewQueued(one, marksOf.get(one.reviewId), criteria, names, {
            graderId: isPresent ? graderId : null,
            held: said.get(one.reviewId)?.held ?? 0,
          });
        })
        .sort(byName(({ author }) => author.name)),
    };
  };

export const queueHandlers = (
  parts: GradingParts,
): Pick<Handlers<typeof gradingRoutes>, 'readQueue' | 'splitQueue'> => {
  const { store, papers, courses, bus } = parts;
  const readQueue = createReadQueue(parts);
  return {
    readQueue: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayGrade(meeting.member));
      return readQueue(meeting);
    },

    splitQueue: async ({ actor, params: { meetingId }, body: { graderIds } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayGrade(meeting.member));
      const { courseId } = meeting;
      const staff = (await courses.membersOf(courseId, ['instructor', 'ta'])).map(({ personId }) => personId);
      if (graderIds.some((id) => !staff.includes(id)))
        throw refuse('unprocessable', 'no_grader', 'Reviews are marked by staff of the course.');
      const { reviews } = await readQueue(meeting);
      const open = reviews.filter(({ state }) => state === 'unmarked' || state === 'begun');
      const dealt = splitEvenly(
        open.map(({ reviewId, author }) => ({ reviewId, authorId: author.id })),
        [...new Set(graderIds)],
        meetingId,
      );
      const set: Record<string, Id> = Object.fromEntries(
        [...dealt].map(([reviewId, graderId]) => [`graders.${reviewId}`, graderId]),
      );
      await store.shares.updateOne(
        { _id: meetingId },
        {
          ...(dealt.size > 0 ? { $set: set } : {}),
          $inc: { revision: 1 },
          $setOnInsert: { courseId },
        },
        { upsert: true },
      );
      bus.publish(gradingEvents.marksChanged, courseId, { meetingId, reviewId: null, revision: 0 });
      return readQueue(meeting);
    },
  };
};
