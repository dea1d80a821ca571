// Publishing the slides of a talk, and taking them back.
import type { Id } from '#shared/kernel/primitives.ts';
import type { Publication } from '#shared/presentations/publishing.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { logLine, type LogKind } from './log.ts';
import type { TellTalk } from './rights.ts';
import type { TalkRecord } from './store.ts';
import type { Talks } from './talks.ts';

interface Parts {
  readonly talks: Talks;
  readonly tell: TellTalk;
  readonly clock: Clock;
}

/** Saying the same again changes nothing. The caller has asked its own rule. Null: there is no such talk. */
export type SetPublication = (
  paperId: Id,
  publication: Exclude<Publication, 'by_course'>,
  by: Id,
) => Promise<TalkRecord | null>;

const kinds: Readonly<Record<Exclude<Publication, 'by_course'>, LogKind>> = {
  published: 'published',
  withdrawn: 'withdrawn',
};

export const createSetPublication =
  ({ talks: { records }, tell, clock }: Parts): SetPublication =>
  async (paperId, publication, by) => {
    const changed = await records
      .findOneAndUpdate(
        { _id: paperId, publication: { $ne: publication } },
        { $set: { publication }, $push: logLine({ at: clock.now(), by, kind: kinds[publication] }) },
        { returnDocument: 'after' },
      )
      .lean();
    if (changed) tell(changed);
    return changed ?? records.findById(paperId).lean();
  };
