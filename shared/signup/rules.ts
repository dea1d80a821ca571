// Who arranges the sign-up, who ranks until when, and which swaps presenters may make.
import { mayRunCourse, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { all, reason, type Verdict } from '#shared/kernel/rules.ts';
import { isPast } from '#shared/papers/schedule.ts';

const studentsRank = reason('students_rank', 'Only students of the course rank talks.');
const signupClosed = reason(
  'signup_closed',
  'Sign-up closed at its deadline. Your list stands as it was saved last; ask the staff if it must change.',
);
const noSwaps = reason(
  'no_swaps',
  'The staff have switched swaps off in this course. Ask them to change a seat.',
);
const exchangeOnly = reason(
  'exchange_only',
  'In this course seats are exchanged, not given away. Choose a seat that you would take for yours.',
);
const seatGone = reason(
  'seat_gone',
  'Who presents these talks has changed meanwhile, so this swap is no longer possible.',
);
const talkBegun = reason('talk_begun', 'The meeting of this talk has begun; its presenters stay.');
const presentsAlready = reason('presents_already', 'One of you would present the same talk twice.');
const twiceInMeeting = reason('twice_in_meeting', 'One of you would present two talks in one meeting.');
const notYours = reason('not_yours', 'This offer is for somebody else.');
const ownOffer = reason('own_offer', 'This is your own offer. You can take it back.');
const mustBePresent = reason('must_be_student', 'Only students of the course swap seats.');

/** The staff open the sign-up, look at everybody's preferences, and publish. */
export const mayArrangeSignup = (member: Member): Verdict => mayRunCourse(member);

/** Students until their deadline. */
export const mayRank = (member: Member, dueAt: Date, now: Date): Verdict => {
  if (member.role !== 'student') return studentsRank;
  return !isPast(dueAt, now) || signupClosed;
};

/** A talk as swaps look at it. */
export interface TalkSeats {
  readonly meetingId: Id;
  readonly startsAt: Date;
  readonly presenterIds: readonly Id[];
}

export interface SwapTerms {
  readonly fromId: Id;
  /** Null: nobody has taken it yet. */
  readonly toId: Id | null;
  readonly paperId: Id;
  readonly forPaperId: Id | null;
}

const wouldPresentTwice = (
  personId: Id,
  gets: TalkSeats,
  gives: TalkSeats | undefined,
  talks: Iterable<TalkSeats>,
): boolean =>
  [...talks].some(
    (talk) =>
      talk !== gives &&
      talk !== gets &&
      talk.meetingId === gets.meetingId &&
      talk.presenterIds.includes(personId),
  );

/** Whether seats can change hands as they are now; asked when a swap is offered and again when it is accepted or undone. */
export const maySwapSeats = (
  { fromId, toId, paperId, forPaperId }: SwapTerms,
  talks: ReadonlyMap<Id, TalkSeats>,
  now: Date,
): Verdict => {
  const talk = talks.get(paperId);
  const other = forPaperId === null ? undefined : talks.get(forPaperId);
  if (!talk?.presenterIds.includes(fromId) || paperId === forPaperId || fromId === toId) return seatGone;
  if (forPaperId !== null && (toId === null || !other?.presenterIds.includes(toId))) return seatGone;
  if (talk.startsAt <= now || (other && other.startsAt <= now)) return talkBegun;
  if ((toId !== null && talk.presenterIds.includes(toId)) || other?.presenterIds.includes(fromId))
    return presentsAlready;
  const every = [...talks.values()];
  if (toId !== null && wouldPresentTwice(toId, talk, other, every)) return twiceInMeeting;
  return !other || !wouldPresentTwice(fromId, other, talk, every) || twiceInMeeting;
};

/** Students, as far as the staff allow it. */
export const mayOfferSwap = (
  member: Member,
  swaps: 'none' | 'exchange' | 'all',
  { forPaperId }: Pick<SwapTerms, 'forPaperId'>,
): Verdict =>
  all(
    member.role === 'student' || mustBePresent,
    swaps !== 'none' || noSwaps,
    swaps === 'all' || forPaperId !== null || exchangeOnly,
  );

/** The one it was offered to; where it was offered to nobody in particular, any other student. */
export const mayAnswerSwap = (
  member: Member,
  swaps: 'none' | 'exchange' | 'all',
  terms: Pick<SwapTerms, 'fromId' | 'toId' | 'forPaperId'>,
): Verdict =>
  all(
    mayOfferSwap(member, swaps, terms),
    member.personId !== terms.fromId || ownOffer,
    terms.toId === null || terms.toId === member.personId || notYours,
  );

/** The staff bring back what stood before. */
export const mayUndoSwap = (member: Member): Verdict => mayRunCourse(member);
