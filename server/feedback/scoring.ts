// Scores for giving feedback, worked out from what is stored whenever somebody asks.
import type { feedbackRoutes, FeedbackScore } from '#shared/feedback/contract.ts';
import { phaseOf, termsOf } from '#shared/feedback/rules.ts';
import { scoreAll, type Given } from '#shared/feedback/scores.ts';
import { isStaff, mayRunCourse, type Member } from '#shared/courses/roles.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { noSuch } from '#server/courses/public.ts';
import type { FeedbackParts } from './parts.ts';
import { keptCriteria } from './public.ts';
import type { FeedbackRecord } from './store.ts';

type Verb = 'listFeedbackScores' | 'overrideScore';

export const scoringHandlers = ({
  store,
  papers,
  courses,
  accounts,
  clock,
  staffMarksOf,
}: FeedbackParts): Pick<Handlers<typeof feedbackRoutes>, Verb> => {
  /** For staff everybody's, for a student their own, for others none. */
  const scoresFor = async ({ courseId, personId, ...member }: Member): Promise<FeedbackScore[]> => {
    const settings = await courses.settingsOf(courseId);
    const closed = (await papers.meetingsOf(courseId))
      .filter(
        ({ reviewsDueAt }) => phaseOf(termsOf(settings, new Date(reviewsDueAt)), clock.now()) === 'closed',
      )
      .map(({ id }) => id);
    const exchanges = await store.exchanges.find({ _id: { $in: closed } }).lean();
    const marked = await store.feedbacks
      .find({ courseId }, { 'submitted.marks': 1, usefulness: 1 })
      .lean<Pick<FeedbackRecord, '_id' | 'submitted' | 'usefulness'>[]>();
    const written = new Map(marked.map((one) => [one._id, one]));
    const meetingOf = new Map(exchanges.flatMap(({ _id, pairs }) => pairs.map(({ id }) => [id, _id])));
    const reviewIds = new Set(exchanges.flatMap(({ pairs }) => pairs.map(({ reviewId }) => reviewId)));
    const ofStaff = await staffMarksOf(courseId, [...reviewIds]);
    const given = exchanges.flatMap((exchange) => {
      const criteria = keptCriteria(exchange);
      return exchange.pairs.map(({ id, giverId, reviewId }): Given => {
        const feedback = written.get(id);
        const marks = feedback?.submitted?.marks ?? null;
        const usefulness = feedback?.usefulness ?? null;
        const staffMarks = ofStaff.get(reviewId) ?? null;
        return { id, giverId, reviewId, criteria, marks, usefulness, staffMarks };
      });
    });
    const scores = scoreAll(given);
    const students = (await courses.membersOf(courseId, ['student'])).map((one) => one.personId);
    const seen = students.filter((id) => scores.has(id) && (isStaff(member) || id === personId));
    const [names, overrides] = [
      await accounts.namesOf(seen),
      new Map((await store.overrides.find({ courseId }).lean()).map((one) => [one.personId, one])),
    ];
    return seen
      .flatMap((id) => {
        const [score, override] = [scores.get(id), overrides.get(id)];
        if (!score) return [];
        return [
          {
            ...score,
            person: { id, name: names.get(id) ?? '' },
            feedbacks: score.feedbacks.map((one) => ({ ...one, meetingId: meetingOf.get(one.id) ?? '' })),
            override: override ? { points: override.points, reason: override.reason } : null,
          },
        ];
      })
      .sort((a, b) => a.person.name.localeCompare(b.person.name, 'en'));
  };

  return {
    listFeedbackScores: async ({ actor, params: { courseId } }) =>
      scoresFor(await courses.memberOf(actor, courseId)),

    overrideScore: async ({ actor, params: { courseId, personId }, body: { override } }) => {
      const member = await courses.memberOf(actor, courseId);
      ensure(mayRunCourse(member));
      const students = await courses.membersOf(courseId, ['student']);
      if (!students.some((one) => one.personId === personId)) throw noSuch('student');
      const _id = `${courseId}.${personId}`;
      if (override)
        await store.overrides.updateOne(
          { _id },
          { $set: { ...override, courseId, personId } },
          { upsert: true },
        );
      else await store.overrides.deleteOne({ _id });
      return scoresFor(member);
    },
  };
};
