// The talks of a course that one may give feedback on now, for the pages that say what is next.
import type { talkFeedbackRoutes } from '#shared/talk-feedback/contract.ts';
import { saysSomething } from '#shared/talk-feedback/content.ts';
import { mayGiveTalkFeedback, talkPhaseOf, talkTermsOf } from '#shared/talk-feedback/rules.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { TalkFeedbackParts } from './parts.ts';
import { feedbackKey } from './store.ts';
import { personOf } from './views.ts';

export const openTalksHandlers = ({
  store,
  presentations,
  papers,
  courses,
  accounts,
  clock,
}: TalkFeedbackParts): Pick<Handlers<typeof talkFeedbackRoutes>, 'listOpenTalks'> => ({
  listOpenTalks: async ({ actor, params: { courseId } }) => {
    const member = await courses.memberOf(actor, courseId);
    const [settings, talks, meetings] = await Promise.all([
      courses.settingsOf(courseId),
      presentations.talksOf(courseId),
      papers.meetingsOf(courseId),
    ]);
    const talkOf = new Map(talks.map((talk) => [talk.paperId, talk]));
    const now = clock.now();
    const terms = meetings.map((meeting) => ({
      meeting,
      terms: talkTermsOf(settings, { ...meeting, startsAt: new Date(meeting.startsAt) }),
    }));
    const possible = terms
      .filter(({ terms }) => talkPhaseOf(terms, false, now) === 'open')
      .flatMap(({ meeting, terms }) =>
        meeting.papers.flatMap((paper) => {
          const talk = talkOf.get(paper.id);
          return talk ? [{ meetingId: meeting.id, paper, talk, terms }] : [];
        }),
      );
    const ids = possible.map(({ paper }) => paper.id);
    const [exchanges, own, names] = await Promise.all([
      store.exchanges.find({ _id: { $in: ids }, handedOut: { $ne: null } }, { _id: 1 }).lean(),
      store.feedbacks.find({ _id: { $in: ids.map((id) => feedbackKey(id, actor.personId)) } }).lean(),
      accounts.namesOf(possible.flatMap(({ talk }) => [...talk.presenterIds])),
    ]);
    const handedOut = new Set(exchanges.map(({ _id }) => _id));
    const given = new Set(own.filter(({ content }) => saysSomething(content)).map(({ paperId }) => paperId));
    return possible.flatMap(({ meetingId, paper, talk: { presenterIds }, terms }) => {
      const phase = talkPhaseOf(terms, handedOut.has(paper.id), now);
      if (mayGiveTalkFeedback(member, { courseId, presenterIds, phase }) !== true) return [];
      return [
        {
          ...{ meetingId, paperId: paper.id, title: paper.title, isGiven: given.has(paper.id) },
          presenters: presenterIds.map((id) => personOf(names, id)),
          closesAt: terms.closesAt.toISOString(),
        },
      ];
    });
  },
});
