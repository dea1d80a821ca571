// Puts papers into meetings and takes them out, in an order of writes that a crash may end anywhere.
import { papersEvents } from '#shared/papers/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { PapersDomain } from './open.ts';
import type { MeetingRecord, PaperRecord } from './store.ts';
import { refuseTakenId } from './refusals.ts';

const papersAtMost = 10;

const full = () =>
  refuse(
    'conflict',
    'meeting_full',
    `A meeting has at most ${String(papersAtMost)} papers. Take one out first.`,
  );

/** Refused before a file is read; {@link createPlacing}'s `place` is what holds when two come at once. */
export const ensureRoom = ({ paperIds }: MeetingRecord, paperId: Id): void => {
  if (paperIds.length >= papersAtMost && !paperIds.includes(paperId)) throw full();
};

type Fields = Pick<PaperRecord, 'title' | 'authors' | 'venue' | 'year' | 'abstract' | 'link' | 'awaitsTitle'>;

/**
 * A paper exists first, then its document, and last the meeting's list names it; it leaves the list first. So the list
 * never names what is not there. What a crash leaves behind is in no list, and the same request again completes it.
 */
export const createPlacing = ({ store, bus, clock }: PapersDomain) => {
  const { meetings, papers } = store;

  const tell = ({ courseId, meetingId }: { courseId: Id; meetingId: Id }) => {
    bus.publish(papersEvents.meetingsChanged, courseId, { meetingId });
  };

  return {
    /** Stores the paper; the same id again by the same person brings a removed one back and changes nothing else. */
    create: async (meeting: MeetingRecord, paperId: Id, actor: Actor, fields: Fields): Promise<void> => {
      const own = { _id: paperId, meetingId: meeting._id, createdBy: actor.personId };
      try {
        await papers.create({
          ...fields,
          ...own,
          courseId: meeting.courseId,
          createdAt: clock.now(),
          removedAt: null,
          revision: 1,
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        const { matchedCount } = await papers.updateOne(own, { $set: { removedAt: null } });
        if (matchedCount === 0) throw refuseTakenId();
      }
    },

    /** Names the paper in the meeting's list, at its end, if it is not there yet. */
    place: async ({ _id: meetingId, courseId }: MeetingRecord, paperId: Id): Promise<void> => {
      const { modifiedCount } = await meetings.updateOne(
        {
          _id: meetingId,
          paperIds: { $ne: paperId },
          [`paperIds.${String(papersAtMost - 1)}`]: { $exists: false },
        },
        { $push: { paperIds: paperId }, $inc: { revision: 1 } },
      );
      if (modifiedCount > 0) {
        tell({ courseId, meetingId });
        return;
      }
      const meeting = await meetings.findById(meetingId).lean();
      if (!meeting) throw noSuch('meeting');
      if (!meeting.paperIds.includes(paperId)) throw full();
    },

    /** Removing what is removed changes nothing. */
    remove: async ({ _id, courseId, meetingId }: PaperRecord): Promise<void> => {
      await meetings.updateOne(
        { _id: meetingId, paperIds: _id },
        { $pull: { paperIds: _id }, $inc: { revision: 1 } },
      );
      await papers.updateOne({ _id, removedAt: null }, { $set: { removedAt: clock.now() } });
      tell({ courseId, meetingId });
    },
  };
};
