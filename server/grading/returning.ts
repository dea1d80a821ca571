// Returning marks: from then on the author sees them, as they were in that moment; taking them back hides them again.
import { gradingEvents, type gradingRoutes } from '#shared/grading/contract.ts';
import { calculate, isMarked } from '#shared/grading/marks.ts';
import { mayGrade } from '#shared/grading/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { ResultInputOf } from '#shared/kernel/contract.ts';
import type { GradingParts } from './parts.ts';

type Left = ResultInputOf<(typeof gradingRoutes)['returnMarks']>['left'][number];

export const returningHandlers = ({
  store,
  reviews,
  remarks,
  papers,
  bus,
  clock,
  criteriaIn,
}: GradingParts): Pick<Handlers<typeof gradingRoutes>, 'returnMarks' | 'takeBackMarks'> => {
  const tell = (courseId: Id, meetingId: Id, authorIds: readonly Id[]) => {
    if (authorIds.length === 0) return;
    for (const id of authorIds) bus.publish(gradingEvents.marksReturned, id, { meetingId });
    bus.publish(gradingEvents.marksChanged, courseId, { meetingId, reviewId: null, revision: 0 });
  };

  return {
    returnMarks: async ({ actor, params: { meetingId }, body }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayGrade(meeting.member));
      const wished = new Map(body.marks.map(({ reviewId, revision }) => [reviewId, revision]));
      const [criteria, standings, records] = await Promise.all([
        criteriaIn(meeting),
        reviews.standingsIn(meeting, [...wished.keys()]),
        store.marks.find({ meetingId, _id: { $in: [...wished.keys()] } }).lean(),
      ]);
      const marksOf = new Map(records.map((record) => [record._id, record]));
      const returned: { reviewId: Id; authorId: Id }[] = [];
      const left: Left[] = [];
      const at = clock.now();
      for (const { reviewId, authorId, version, percentLost } of standings) {
        const record = marksOf.get(reviewId);
        // One's own review is in nobody's queue, and not in this list either.
        if (authorId === actor.personId) continue;
        if (!record || !isMarked(criteria, record.marking)) {
          left.push({ reviewId, why: 'unmarked' });
          continue;
        }
        if (record.version !== version) {
          left.push({ reviewId, why: 'other_version' });
          continue;
        }
        const { marks, comments, overall, points } = record.marking;
        const { modifiedCount } = await store.marks.updateOne(
          { _id: reviewId, revision: wished.get(reviewId) ?? 0 },
          {
            $set: {
              returned: {
                ...{ at, by: actor.personId, version, revision: record.revision },
                marking: { marks, comments, overall, points },
                criteria: criteria.map(({ steps, ...criterion }) => ({ ...criterion, steps: [...steps] })),
                calculation: calculate(criteria, record.marking, percentLost),
              },
            },
          },
        );
        if (modifiedCount > 0) returned.push({ reviewId, authorId });
        else left.push({ reviewId, why: 'changed' });
      }
      // What was held back for these authors goes with the marks; returning once more hands over what was left.
      await remarks.handOver(returned.map(({ reviewId }) => reviewId));
      tell(
        meeting.courseId,
        meetingId,
        returned.map(({ authorId }) => authorId),
      );
      return { returned: returned.map(({ reviewId }) => reviewId), left };
    },

    takeBackMarks: async ({ actor, params: { meetingId }, body: { reviewIds } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      ensure(mayGrade(meeting.member));
      const isReturned = { returned: { $ne: null }, authorId: { $ne: actor.personId } };
      const records = await store.marks
        .find({ meetingId, _id: { $in: reviewIds }, ...isReturned }, { authorId: 1 })
        .lean();
      const takenBack = records.map(({ _id }) => _id);
      await remarks.takeBack(takenBack);
      await store.marks.updateMany({ _id: { $in: takenBack } }, { $set: { returned: null } });
      tell(
        meeting.courseId,
        meetingId,
        records.map(({ authorId }) => authorId),
      );
      return { takenBack };
    },
  };
};
