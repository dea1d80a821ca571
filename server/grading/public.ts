// What other domains may ask about grading: how the staff marked reviews, as far as that has been returned.
import type { Marked } from '#shared/feedback/content.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { GradingStore, MarksRecord } from './store.ts';

/** Without any check of rights. */
export interface GradingPublic {
  /**
   * By the review's id, with the criteria they were marked by. Only what was returned: whoever compares other marks with these
   * could work out marks that their author has not been shown yet.
   */
  staffMarksOf(courseId: Id, reviewIds: readonly Id[]): Promise<ReadonlyMap<Id, Marked>>;
}

/** The only door to this domain. */
export const openGrading = ({ marks }: GradingStore): GradingPublic => ({
  staffMarksOf: async (courseId, reviewIds) => {
    const records = await marks
      .find(
        { courseId, _id: { $in: [...reviewIds] }, returned: { $ne: null } },
        { 'returned.marking.marks': 1, 'returned.criteria': 1 },
      )
      .lean<Pick<MarksRecord, '_id' | 'returned'>[]>();
    return new Map(
      records.flatMap(({ _id, returned }) =>
        returned ? [[_id, { marks: returned.marking.marks, criteria: returned.criteria }] as const] : [],
      ),
    );
  },
});
