// Operations on meetings: list, create, read, change, delete.
import { isDeepStrictEqual } from 'node:util';
import { papersEvents, type papersRoutes } from '#shared/papers/contract.ts';
import { mayArrangeMeetings } from '#shared/papers/rules.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { PapersDomain } from './open.ts';
import { refuseTakenId } from './refusals.ts';

type Verb = 'listMeetings' | 'createMeeting' | 'readMeeting' | 'changeMeeting' | 'deleteMeeting';

const dateOf = (instant: string | null): Date | null => (instant === null ? null : new Date(instant));

/** The part of the papers feature that is about meetings. */
export const meetingHandlers = ({
  store,
  access,
  show,
  courses,
  bus,
  clock,
}: PapersDomain): Pick<Handlers<typeof papersRoutes>, Verb> => {
  const { meetings } = store;

  const tell = (courseId: string, meetingId: string) => {
    bus.publish(papersEvents.meetingsChanged, courseId, { meetingId });
  };
  const read = async (meetingId: string) => {
    const meeting = await meetings.findById(meetingId).lean();
    if (!meeting) throw noSuch('meeting');
    return show.meeting(meeting);
  };

  return {
    listMeetings: async ({ actor, params: { courseId } }) => {
      await courses.memberOf(actor, courseId);
      return show.meetings(courseId);
    },

    createMeeting: async ({
      actor,
      params: { courseId },
      body: { id, startsAt, fixedReviewsDueAt, ...fields },
    }) => {
      ensure(mayArrangeMeetings(await courses.memberOf(actor, courseId)));
      try {
        await meetings.create({
          ...fields,
          _id: id,
          courseId,
          startsAt: new Date(startsAt),
          fixedReviewsDueAt: dateOf(fixedReviewsDueAt ?? null),
          paperIds: [],
          createdBy: actor.personId,
          createdAt: clock.now(),
          revision: 1,
        });
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        // The same request again is answered with the first result.
        const first = await meetings.findOne({ _id: id, courseId, createdBy: actor.personId }).lean();
        if (!first) throw refuseTakenId();
      }
      tell(courseId, id);
      return read(id);
    },

    readMeeting: async ({ actor, params: { meetingId } }) =>
      show.meeting((await access.meetingOf(actor, meetingId)).meeting),

    changeMeeting: async ({ actor, params: { meetingId }, body }) => {
      const { meeting, member } = await access.meetingOf(actor, meetingId);
      ensure(mayArrangeMeetings(member));
      const { revision, paperOrder, startsAt, fixedReviewsDueAt, ...fields } = body;
      const isOrder = !paperOrder || isDeepStrictEqual([...paperOrder].sort(), [...meeting.paperIds].sort());
      if (meeting.revision === revision && !isOrder)
        throw refuse('invalid', 'bad_order', 'The order must name every paper of the meeting once.');
      // Adding and removing a paper counts the revision up too: an order is only ever applied to the papers it names.
      const { modifiedCount } = await meetings.updateOne(
        { _id: meetingId, revision },
        {
          $set: {
            ...fields,
            ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt) }),
            ...(fixedReviewsDueAt === undefined ? {} : { fixedReviewsDueAt: dateOf(fixedReviewsDueAt) }),
            ...(paperOrder && { paperIds: paperOrder }),
          },
          $inc: { revision: 1 },
        },
      );
      if (modifiedCount === 0)
        throw refuse(
          'conflict',
          'meeting_changed',
          'Somebody else changed the meeting meanwhile. Their version is shown beside yours.',
          { current: await read(meetingId) },
        );
      tell(meeting.courseId, meetingId);
      return read(meetingId);
    },

    deleteMeeting: async ({ actor, params: { meetingId } }) => {
      const { meeting, member } = await access.meetingOf(actor, meetingId);
      ensure(mayArrangeMeetings(member));
      const { deletedCount } = await meetings.deleteOne({ _id: meetingId, paperIds: { $size: 0 } });
      if (deletedCount === 0)
        throw refuse('conflict', 'meeting_has_papers', 'This meeting has papers. Take them out first.');
      tell(meeting.courseId, meetingId);
      return undefined;
    },
  };
};
