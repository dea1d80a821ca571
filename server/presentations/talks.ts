// The stored talks, each made when it is first needed.
import type { Model } from 'mongoose';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { TalkRecord } from './store.ts';

export interface Talks {
  readonly records: Model<TalkRecord>;
  /** The talk of a paper, made if there is none. */
  ensure(of: { readonly courseId: Id; readonly meetingId: Id; readonly paperId: Id }): Promise<TalkRecord>;
}

export const createTalks = (records: Model<TalkRecord>): Talks => ({
  records,
  ensure: async ({ courseId, meetingId, paperId }) => {
    const existing = await records.findById(paperId).lean();
    if (existing) return existing;
    const fresh: TalkRecord = {
      _id: paperId,
      courseId,
      meetingId,
      presenterIds: [],
      deckId: newId(),
      slides: null,
      publication: 'by_course',
      extendedUntil: null,
      log: [],
      revision: 0,
    };
    try {
      await records.create(fresh);
      return fresh;
    } catch (error) {
      const other = isDuplicate(error) ? await records.findById(paperId).lean() : null;
      if (!other) throw error;
      return other;
    }
  },
});
