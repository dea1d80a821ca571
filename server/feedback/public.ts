// What other domains may ask about feedback: the criteria of a course, and those of a meeting whose feedback has begun.
import { defaultCriteria, type Criterion } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ExchangeRecord, FeedbackStore } from './store.ts';

/** Without any check of rights. */
export interface FeedbackPublic {
  /** The course's present criteria. */
  criteriaOf(courseId: Id): Promise<readonly Criterion[]>;
  /** Those that the feedback of a meeting began with; before that, the course's present ones. */
  criteriaIn(meeting: { readonly meetingId: Id; readonly courseId: Id }): Promise<readonly Criterion[]>;
}

/** An exchange keeps the criteria it began with; one from before courses had their own has the usual ones. */
export const keptCriteria = ({ criteria }: Pick<ExchangeRecord, 'criteria'>): readonly Criterion[] =>
  criteria ?? defaultCriteria;

/** The only door to this domain. */
export const openFeedback = ({ criteria, exchanges }: FeedbackStore): FeedbackPublic => {
  const criteriaOf = async (courseId: Id) =>
    (await criteria.findById(courseId).lean())?.criteria ?? defaultCriteria;
  return {
    criteriaOf,
    criteriaIn: async ({ meetingId, courseId }) => {
      const exchange = await exchanges.findById(meetingId, { criteria: 1 }).lean();
      return exchange ? keptCriteria(exchange) : criteriaOf(courseId);
    },
  };
};
