// Who gives feedback on a talk, who reads it in which form, and who grades the talk, when: one table for every door.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { all, reason, type Verdict } from '#shared/kernel/rules.ts';
import { isPast } from '#shared/papers/schedule.ts';

/** `before`: the meeting has not begun; `closed`: the time to give is over, or what was given has been handed out. */
export type TalkPhase = 'before' | 'open' | 'closed';

export interface TalkTerms {
  readonly opensAt: Date;
  readonly closesAt: Date;
}

const minuteMs = 60_000;

/** From the meeting's start, for who presents first is settled in class, until so many minutes after its end as the course says. */
export const talkTermsOf = (
  { talkFeedbackDueMinutesAfter }: Pick<Settings, 'talkFeedbackDueMinutesAfter'>,
  { startsAt, durationMinutes }: { readonly startsAt: Date; readonly durationMinutes: number },
): TalkTerms => ({
  opensAt: startsAt,
  closesAt: new Date(startsAt.getTime() + (durationMinutes + talkFeedbackDueMinutesAfter) * minuteMs),
});

/** Once it was handed out nothing is given any more, whatever becomes of the dates: a second result would tell who came later. */
export const talkPhaseOf = ({ opensAt, closesAt }: TalkTerms, isHandedOut: boolean, now: Date): TalkPhase => {
  if (isHandedOut || isPast(closesAt, now)) return 'closed';
  return now < opensAt ? 'before' : 'open';
};

/** A talk as far as these rules ask about it. `presenterIds` are the present ones. */
export interface TalkPlace {
  readonly courseId: Id;
  readonly presenterIds: readonly Id[];
  readonly phase: TalkPhase;
}

const notFound = reason('not_found', 'There is no such talk, or it is not open to you.');
const ownTalk = reason('own_talk', 'This talk is your own: feedback on it comes from others.');
const staffGrade = reason('staff_grade', 'Feedback is what classmates give; the staff grade the talk.');
const noPresenters = reason('no_presenters', 'Nobody presents this paper yet.');
const notBegun = reason('talk_not_begun', 'Feedback opens when the meeting begins.');
const closed = reason('talk_feedback_closed', 'The time to give feedback on this talk is over.');
const notYet = reason(
  'talk_feedback_waits',
  'Feedback on a talk is handed out when the time to give it is over.',
);
const presentersOnly = reason('presenters_only', 'What classmates gave is for the presenters of the talk.');
const staffOnly = reason('staff_only', 'Only the staff of the course may do this.');

const isPresenter = ({ personId }: Member, { presenterIds }: TalkPlace) => presenterIds.includes(personId);

/** Whether a talk can be given anything now, whoever gives it. */
const isOpen = ({ presenterIds, phase }: TalkPlace): Verdict => {
  if (presenterIds.length === 0) return noPresenters;
  return phase === 'open' || (phase === 'before' ? notBegun : closed);
};

/** Whose place it is to give at all, at some time: students who are in the course now and do not present. */
export const isClassmate = (member: Member, talk: TalkPlace): Verdict => {
  if (member.courseId !== talk.courseId) return notFound;
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  if (isPresenter(member, talk)) return ownTalk;
  return !isStaff(member) || staffGrade;
};

export const mayGiveTalkFeedback = (member: Member, talk: TalkPlace): Verdict =>
  all(isClassmate(member, talk), isOpen(talk));

/**
 * What classmates gave, put together and without names: the present presenters, all of them the same, once the time to give is over.
 * Whether enough of them gave is asked by `shared/talk-feedback/results.ts`.
 */
export const mayReadTalkResults = (member: Member, talk: TalkPlace): Verdict => {
  if (member.courseId !== talk.courseId) return notFound;
  if (!isPresenter(member, talk)) return presentersOnly;
  return talk.phase === 'closed' || notYet;
};

/** Names, comments and what becomes of them, at any time: the staff, but for a talk they gave themselves. */
export const mayReadAllTalkFeedback = (member: Member, talk: TalkPlace): Verdict => {
  if (member.courseId !== talk.courseId) return notFound;
  if (!isStaff(member)) return staffOnly;
  return !isPresenter(member, talk) || ownTalk;
};

/** Looking at marks and returning them: as {@link mayReadAllTalkFeedback}. */
export const mayGradeTalk = (member: Member, talk: TalkPlace): Verdict =>
  mayReadAllTalkFeedback(member, talk);

/** Giving marks: once the talk has begun, and then without an end. */
export const mayMarkTalk = (member: Member, talk: TalkPlace): Verdict => {
  const mayGrade = mayGradeTalk(member, talk);
  if (mayGrade !== true) return mayGrade;
  if (talk.presenterIds.length === 0) return noPresenters;
  return (
    talk.phase !== 'before' || reason('talk_not_begun', 'A talk can be graded once its meeting has begun.')
  );
};

/** The copy that was returned to a presenter: they themselves, as long as they are in the course and present the talk. */
export const mayReadOwnTalkMarks = (member: Member, talk: TalkPlace): boolean =>
  member.courseId === talk.courseId && isPresenter(member, talk);
