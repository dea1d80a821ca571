// Assigning presenters and uploading slides.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { isPast } from '#shared/papers/schedule.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { mayPublishSlides, mayWithdrawSlides } from '#shared/presentations/publishing.ts';
import { mayAssignPresenters, mayUploadSlides } from '#shared/presentations/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { SetPublication } from './publishing.ts';
import { dueAtOf, type Reading } from './reading.ts';
import type { Receiving } from './receiving.ts';
import type { TellTalk } from './rights.ts';
import type { TalkRecord } from './store.ts';
import type { TakingIn } from './taking-in.ts';
import type { Talks } from './talks.ts';
import { formerMember, talkViewer } from './views.ts';

interface Parts {
  readonly talks: Talks;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly clock: Clock;
  readonly reading: Reading;
  readonly tell: TellTalk;
  readonly setPublication: SetPublication;
  readonly receiving: Receiving;
  readonly takingIn: TakingIn;
}

const slidesFactsOf = (talk: TalkRecord | null) => ({
  presenterIds: talk?.presenterIds ?? [],
  hasSlides: talk !== null && talk.slides !== null,
});

const isSame = (one: readonly Id[], other: readonly Id[]) =>
  one.length === other.length && one.every((id, place) => id === other[place]);

/** Answers for {@link presentationsRoutes}. */
export const createPresentationsFeature = ({
  talks: { records: talks, ensure: ensureTalk },
  papers,
  courses,
  accounts,
  clock,
  reading,
  tell,
  setPublication,
  receiving,
  takingIn,
}: Parts): Feature => {
  const view = talkViewer(papers, accounts, reading);

  const slotOf = async (actor: Actor, meetingId: Id, paperId: Id) => {
    const meeting = await papers.meetingFor(actor, meetingId);
    if (!meeting.paperIds.includes(paperId)) throw noSuch('paper in this meeting');
    return { meeting, talk: await talks.findById(paperId).lean() };
  };

  return feature(presentationsRoutes, {
    listTalks: async ({ actor, params: { meetingId } }) => {
      const meeting = await papers.meetingFor(actor, meetingId);
      const records = new Map((await talks.find({ meetingId }).lean()).map((talk) => [talk._id, talk]));
      return Promise.all(
        meeting.paperIds.map((paperId) => view(actor, meeting, paperId, records.get(paperId) ?? null)),
      );
    },

    listCourseTalks: async ({ actor, params: { courseId } }) => {
      const member = await courses.memberOf(actor, courseId);
      const records = await talks.find({ courseId, 'presenterIds.0': { $exists: true } }).lean();
      const names = await accounts.namesOf(records.flatMap((talk) => talk.presenterIds));
      const settings = await courses.settingsOf(courseId);
      const meetings = new Map((await papers.meetingsOf(courseId)).map((meeting) => [meeting.id, meeting]));
      return records.flatMap((talk) => {
        const meeting = meetings.get(talk.meetingId);
        // A paper that was taken out of its meeting has no talk.
        if (!meeting?.papers.some((paper) => paper.id === talk._id)) return [];
        const schedule = {
          settings,
          startsAt: new Date(meeting.startsAt),
          deadlines: {
            reviewsDueAt: new Date(meeting.reviewsDueAt),
            slidesDueAt: new Date(meeting.slidesDueAt),
          },
        };
        return [
          {
            paperId: talk._id,
            meetingId: talk.meetingId,
            presenters: talk.presenterIds.map((id) => ({ id, name: names.get(id) ?? formerMember })),
            hasSlides: reading.mayRead(member, talk, schedule),
            slidesDueAt: dueAtOf(talk, schedule).toISOString(),
            revision: talk.revision,
          },
        ];
      });
    },

    assignPresenters: async ({ actor, params: { meetingId, paperId }, body }) => {
      const { meeting } = await slotOf(actor, meetingId, paperId);
      ensure(mayAssignPresenters(meeting.member));
      const presenterIds = [...new Set(body.presenterIds)];
      const members = new Set((await courses.membersOf(meeting.courseId)).map((member) => member.personId));
      if (presenterIds.some((id) => !members.has(id)))
        throw refuse('unprocessable', 'not_a_member', 'A presenter must be a member of the course.');
      await ensureTalk({ ...meeting, paperId });
      const talk = await talks
        .findOneAndUpdate(
          { _id: paperId, revision: body.revision },
          { $set: { presenterIds }, $inc: { revision: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!talk) {
        const current = await talks.findById(paperId).lean();
        const now = await view(actor, meeting, paperId, current);
        // The same assignment again, because its answer was lost on the way.
        if (current?.revision === body.revision + 1 && isSame(current.presenterIds, presenterIds)) return now;
        throw refuse(
          'conflict',
          'talk_changed',
          'Somebody else changed this talk meanwhile. The page shows it as it is now.',
          { current: now },
        );
      }
      tell(talk);
      return view(actor, meeting, paperId, talk);
    },

    publishSlides: async ({ actor, params: { meetingId, paperId } }) => {
      const { meeting, talk } = await slotOf(actor, meetingId, paperId);
      ensure(mayPublishSlides(meeting.member, slidesFactsOf(talk)));
      return view(actor, meeting, paperId, await setPublication(paperId, 'published', actor.personId));
    },

    withdrawSlides: async ({ actor, params: { meetingId, paperId } }) => {
      const { meeting, talk } = await slotOf(actor, meetingId, paperId);
      const facts = { ...slidesFactsOf(talk), startsAt: meeting.startsAt };
      ensure(mayWithdrawSlides(meeting.member, facts, clock.now()));
      return view(actor, meeting, paperId, await setPublication(paperId, 'withdrawn', actor.personId));
    },

    uploadSlides: async ({ actor, params: { meetingId, paperId }, receive }) => {
      const { meeting, talk } = await slotOf(actor, meetingId, paperId);
      const slidesDueAt = dueAtOf(talk, meeting);
      const { lateSlides } = meeting.settings;
      const presenterIds = talk?.presenterIds ?? [];
      ensure(mayUploadSlides(meeting.member, { presenterIds, slidesDueAt, lateSlides }, clock.now()));
      const { file } = await receive();
      // What counts is when the last byte is here, as for everybody else's deadline.
      const late = isPast(slidesDueAt, clock.now());
      const place = { courseId: meeting.courseId, meetingId, paperId, personId: actor.personId };
      const { upload, refusal } = await takingIn.take(await receiving.whole(place, newId(), file, late));
      if (refusal) throw refusal;
      if (upload.state === 'kept') throw refuse('unsupported', 'no_converter', upload.problem ?? '');
      return view(actor, meeting, paperId, await talks.findById(paperId).lean());
    },
  });
};
