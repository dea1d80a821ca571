// Marking a review: read what was given, and save it from a known revision.
import { gradingEvents, type gradingRoutes } from '#shared/grading/contract.ts';
import { areSameMarkings, emptyMarking, misfitIn, tidyMarking } from '#shared/grading/marks.ts';
import { mayMarkReview, mayReadReturned } from '#shared/grading/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { noSuch } from '#server/courses/public.ts';
import type { GradingParts } from './parts.ts';
import type { MarksRecord } from './store.ts';
import { viewMarks, viewReturned, type Standing } from './views.ts';

type Verb = 'readMarks' | 'saveMarks' | 'assignGrader' | 'readOwnMarks';

/** A review that the actor may mark, with its meeting and what counts of it; as if there were none for those who may not. */
const createOpenForMarking =
  ({ reviews, courses, papers }: GradingParts) =>
  async (actor: Actor, reviewId: Id) => {
    const place = await reviews.placeOf(reviewId);
    const member = place && (await courses.findMember(actor, place.courseId));
    if (!member) throw noSuch('review');
    const verdict = mayMarkReview(member, place);
    if (verdict !== true && verdict.key === 'not_found') throw noSuch('review');
    ensure(verdict);
    const meeting = await papers.meetingFor(actor, place.meetingId);
    const [standing] = await reviews.standingsIn(meeting, [reviewId]);
    if (!standing) throw noSuch('review');
    return { place, meeting, standing };
  };

export const markingHandlers = (parts: GradingParts): Pick<Handlers<typeof gradingRoutes>, Verb> => {
  const { store, reviews, papers, courses, accounts, bus, clock, criteriaIn } = parts;
  const openForMarking = createOpenForMarking(parts);

  const show = async (standing: Standing, record: MarksRecord | null) =>
    viewMarks(standing, record, await accounts.namesOf(record ? [record.changedBy] : []));

  const create = async (record: MarksRecord): Promise<MarksRecord | null> => {
    try {
      await store.marks.create(record);
      return record;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      return null;
    }
  };

  return {
    readMarks: async ({ actor, params: { reviewId } }) => {
      const { standing } = await openForMarking(actor, reviewId);
      return show(standing, await store.marks.findById(reviewId).lean());
    },

    saveMarks: async ({ actor, params: { reviewId }, body }) => {
      const { place, meeting, standing } = await openForMarking(actor, reviewId);
      const { meetingId, courseId, authorId } = place;
      const { version, revision } = body;
      const [criteria, known] = await Promise.all([
        criteriaIn(meeting),
        store.marks.findById(reviewId).lean(),
      ]);
      const misfit = misfitIn(criteria, body.marking, known?.marking ?? emptyMarking);
      if (misfit !== null) throw refuse('unprocessable', 'no_such_mark', misfit);
      if (version !== standing.version && version !== known?.version)
        throw refuse(
          'unprocessable',
          'other_version',
          'Another version of this review counts now. Reload the page to see it; what you typed is kept.',
        );
      const marking = tidyMarking(body.marking);
      const change = { marking, version, changedBy: actor.personId, changedAt: clock.now() };
      const saved =
        revision === 0
          ? await create({
              ...{ _id: reviewId, courseId, meetingId, authorId, revision: 1, returned: null },
              ...change,
            })
          : await store.marks
              .findOneAndUpdate(
                { _id: reviewId, revision },
                { $set: change, $inc: { revision: 1 } },
                { returnDocument: 'after' },
              )
              .lean();
      if (saved) {
        bus.publish(gradingEvents.marksChanged, courseId, { meetingId, reviewId, revision: saved.revision });
        return show(standing, saved);
      }
      const current = await store.marks.findById(reviewId).lean();
      // The same save again, because its answer was lost on the way.
      const isRepeat =
        current?.revision === revision + 1 &&
        current.changedBy === actor.personId &&
        current.version === version &&
        areSameMarkings(current.marking, marking);
      if (isRepeat) return show(standing, current);
      throw refuse(
        'conflict',
        'marks_changed',
        'Somebody else has marked this review meanwhile. Both are here: choose, or put them together.',
        { current: await show(standing, current) },
      );
    },

    assignGrader: async ({ actor, params: { reviewId }, body: { graderId } }) => {
      const { place, meeting } = await openForMarking(actor, reviewId);
      const { meetingId, courseId, authorId } = place;
      if (graderId !== null) {
        const grader = await courses.findMember({ personId: graderId, isAdmin: false }, courseId);
        if (!grader || mayMarkReview(grader, { authorId, courseId }) !== true)
          throw refuse(
            'unprocessable',
            'no_grader',
            'Reviews are marked by staff of the course, and not by their authors.',
          );
      }
      const field = `graders.${reviewId}`;
      await store.shares.updateOne(
        { _id: meetingId },
        {
          ...(graderId === null ? { $unset: { [field]: 1 } } : { $set: { [field]: graderId } }),
          $inc: { revision: 1 },
          $setOnInsert: { courseId },
        },
        { upsert: true },
      );
      bus.publish(gradingEvents.marksChanged, meeting.courseId, { meetingId, reviewId: null, revision: 0 });
    },

    readOwnMarks: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const record = await store.marks.findOne({ meetingId, authorId: actor.personId }).lean();
      if (!record?.returned) return null;
      if (!mayReadReturned(meeting.member, { ...record, isReturned: true })) return null;
      const [standing] = await reviews.standingsIn(meeting, [record._id]);
      return viewReturned(record.returned, standing?.version ?? record.returned.version);
    },
  };
};
