// Who may do what with threads and posts; asked by the server before it acts and by the client for its buttons.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { all, reason, type Verdict } from '#shared/kernel/rules.ts';
import type { Visibility } from './visibility.ts';

/** A thread or a reply, as stored or as seen: what the rules need to know of it. */
export interface Written {
  readonly authorId: Id;
  readonly deletedAt: Date | string | null;
}

const deleted = reason('deleted', 'This was deleted meanwhile.');
const authorOnly = reason('author_only', 'Only the person who wrote this may edit it.');
const authorOrStaff = reason('author_or_staff', 'Only the person who wrote this or the staff may do this.');
const staffOnly = reason('staff_only', 'Only the staff of the course may do this.');
const ownUpvote = reason('own_upvote', 'Your own words cannot get your upvote.');
const ownReport = reason('own_report', 'This is yours: edit or delete it instead.');
const heldBack = reason('held_back', 'The staff have hidden this from the class; only they show it again.');
const noGroup = reason('no_group', 'You have no reading group for this document.');
const othersReplied = reason(
  'others_replied',
  'Others have replied for those who see it now; only the staff may show their words to more people.',
);
const othersWouldLose = reason(
  'others_would_lose',
  'Classmates have replied, and would not see their own words any more; only the staff may do this.',
);
const repliesWouldHide = reason(
  'replies_would_hide',
  'Others have replied: a private thread would take their words from them.',
);

const stands = ({ deletedAt }: Written): Verdict => deletedAt === null || deleted;
const isAuthor = (member: Member, { authorId }: Written) => member.personId === authorId;
const isAuthorOrStaff = (member: Member, written: Written): Verdict =>
  isAuthor(member, written) || isStaff(member) || authorOrStaff;

/** Everybody who takes part in the course, which observers do not. */
export const mayAnnotate = (member: Member): Verdict => mayTakePart(member);

export const mayReply = (member: Member, thread: Written): Verdict =>
  all(mayAnnotate(member), stands(thread));

/** Threads and replies alike. */
export const mayEdit = (member: Member, written: Written): Verdict =>
  all(mayAnnotate(member), isAuthor(member, written) || authorOnly, stands(written));

/** Threads and replies alike; deleting what is deleted is no error, so that a repeated request is none. */
export const mayDelete = (member: Member, written: Written): Verdict =>
  all(mayAnnotate(member), isAuthorOrStaff(member, written));

export const mayResolve = (member: Member, thread: Written): Verdict =>
  all(mayAnnotate(member), isAuthorOrStaff(member, thread), stands(thread));

/** Threads and replies alike. */
export const mayUpvote = (member: Member, post: Written): Verdict =>
  all(mayAnnotate(member), !isAuthor(member, post) || ownUpvote, stands(post));

/** Marking a reply as the answer, or taking the mark back, is for whoever began the thread, and for staff. */
export const mayAcceptReply = (member: Member, thread: Written, reply?: Written): Verdict =>
  all(mayAnnotate(member), isAuthorOrStaff(member, thread), stands(thread), !reply || stands(reply));

/** Threads and replies alike. */
export const mayEndorse = (member: Member, post: Written): Verdict =>
  all(isStaff(member) || staffOnly, stands(post));

export const mayFollow = (member: Member): Verdict => mayAnnotate(member);

/** Threads and replies alike. */
export const mayReport = (member: Member, post: Written): Verdict =>
  all(mayAnnotate(member), !isAuthor(member, post) || ownReport, stands(post));

export const mayDismissReports = (member: Member): Verdict => isStaff(member) || staffOnly;

/** What a post said before: for whoever wrote it, and for staff. */
export const mayReadHistory = (member: Member, post: Written): Verdict => isAuthorOrStaff(member, post);

interface Discussed extends Written {
  readonly replies: readonly Written[];
}

/**
 * Making a passage longer or shorter, or marking it anew in another version of the PDF. Where a deleted thread has replies they keep
 * their place by it.
 */
export const mayChangeAnchor = (member: Member, thread: Discussed): Verdict => {
  const isDiscussed = thread.replies.some(({ deletedAt }) => deletedAt === null);
  return all(mayAnnotate(member), isAuthorOrStaff(member, thread), isDiscussed || stands(thread));
};

/** Posting for an audience. `groupId`: the member's reading group for the document. */
export const mayPostTo = (member: Member, visibility: Visibility, groupId: Id | null): Verdict =>
  all(mayAnnotate(member), visibility !== 'group' || groupId !== null || noGroup);

/** What the staff keep from the class is not moved by its author. */
export const mayShowAgain = (
  member: Member,
  { held }: { readonly held?: object | null | undefined },
): Verdict => !held || isStaff(member) || heldBack;

/** Keeping a thread from the class, and showing it again. */
export const mayHold = (member: Member): Verdict => isStaff(member) || staffOnly;

interface Movable extends Discussed {
  readonly visibility: Visibility;
  readonly groupId: Id | null;
  readonly replies: readonly (Written & { readonly authorIsStaff: boolean })[];
}

/** From the widest to the narrowest; each audience is within the one before it. */
const fromWidest: readonly Visibility[] = ['class', 'group', 'staff', 'private'];
const isWithin = (one: Visibility, other: Visibility): boolean =>
  fromWidest.indexOf(one) >= fromWidest.indexOf(other);

/**
 * Showing a thread, and all that was said in it, to others than before. Where nobody else replied, its author may. Where others did,
 * the author may only narrow it, and only while everybody who replied still sees their own words: what people wrote for a few is not
 * shown to many, nor taken from them, by a classmate. (Who is in which reading group is not for classmates to know, so only the
 * staff's replies count as seen by their authors in every case.) The staff may always, but never make others' words private.
 */
export const mayMoveThread = (
  member: Member,
  thread: Movable,
  to: Visibility,
  groupId: Id | null,
): Verdict => {
  const others = thread.replies.filter(
    (reply) => reply.authorId !== thread.authorId && reply.deletedAt === null,
  );
  const isFree = others.length === 0 || isStaff(member) || thread.visibility === to;
  return all(
    mayAnnotate(member),
    isAuthorOrStaff(member, thread),
    stands(thread),
    to !== 'private' || isAuthor(member, thread) || authorOnly,
    to !== 'private' || others.length === 0 || repliesWouldHide,
    isFree || isWithin(to, thread.visibility) || othersReplied,
    isFree || others.every(({ authorIsStaff }) => authorIsStaff) || othersWouldLose,
    to !== 'group' || thread.groupId !== null || groupId !== null || noGroup,
  );
};
