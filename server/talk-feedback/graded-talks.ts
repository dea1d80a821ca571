// The staff's list of a course's talks: which have been graded, which wait; one's own without a word about its marks.
import { isPast } from '#shared/papers/schedule.ts';
import { mayRunCourse } from '#shared/courses/roles.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { talkGradingRoutes } from '#shared/talk-feedback/grading.ts';
import { mayGradeTalk, talkTermsOf } from '#shared/talk-feedback/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { TalkExchanges } from './exchanges.ts';
import { standingsOf, stateOfAll } from './grade-views.ts';
import type { TalkFeedbackParts } from './parts.ts';

export const gradedTalksHandlers = (
  { store, presentations, papers, courses, accounts, clock }: TalkFeedbackParts,
  { rubricOf }: TalkExchanges,
): Pick<Handlers<typeof talkGradingRoutes>, 'listGradedTalks'> => ({
  listGradedTalks: async ({ actor, params: { courseId } }) => {
    const member = await courses.memberOf(actor, courseId);
    ensure(mayRunCourse(member));
    const [settings, talks, meetings, records, exchanges, rubric] = await Promise.all([
      courses.settingsOf(courseId),
      presentations.talksOf(courseId),
      papers.meetingsOf(courseId),
      store.marks.find({ courseId }).lean(),
      store.exchanges.find({ courseId }, { criteria: 1 }).lean(),
      rubricOf(courseId),
    ]);
    const talkOf = new Map(talks.map((talk) => [talk.paperId, talk]));
    const marksOf = new Map(records.map((record) => [record._id, record]));
    const criteriaOf = new Map(exchanges.map(({ _id, criteria }) => [_id, criteria]));
    const names = await accounts.namesOf(talks.flatMap(({ presenterIds }) => [...presenterIds]));
    const outOf = settings.talkPoints;
    return {
      outOf,
      talks: meetings.flatMap((meeting) => {
        const startsAt = new Date(meeting.startsAt);
        const hasBegun = isPast(talkTermsOf(settings, { ...meeting, startsAt }).opensAt, clock.now());
        return meeting.papers.flatMap(({ id: paperId, title }) => {
          const presenterIds = talkOf.get(paperId)?.presenterIds ?? [];
          if (presenterIds.length === 0) return [];
          const isOwn = mayGradeTalk(member, { courseId, presenterIds, phase: 'open' }) !== true;
          const criteria = criteriaOf.get(paperId) ?? rubric;
          const record = isOwn ? null : (marksOf.get(paperId) ?? null);
          const presenters = standingsOf({ criteria, presenterIds, outOf }, record, names);
          return [
            {
              ...{ meetingId: meeting.id, paperId, title, meetingNumber: meeting.number, isOwn },
              ...{ startsAt: meeting.startsAt, hasBegun, presenters },
              state: isOwn ? null : stateOfAll(presenters),
            },
          ];
        });
      }),
    };
  },
});
