// Who may annotate, edit, delete, upvote and resolve; asked by the server before it acts and by the client for its buttons.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { all, reason, type Verdict } from '#shared/kernel/rules.ts';

/** A thread or a reply, as stored or as seen: what the rules need to know of it. */
export interface Written {
  readonly authorId: Id;
  readonly deletedAt: Date | string | null;
}

const deleted = reason('deleted', 'This was deleted meanwhile.');
const authorOnly = reason('author_only', 'Only the person who wrote this may edit it.');
const authorOrStaff = reason('author_or_staff', 'Only the person who wrote this or the staff may do this.');
const ownUpvote = reason('own_upvote', 'Your own words cannot get your upvote.');

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

export const mayUpvote = (member: Member, thread: Written): Verdict =>
  all(mayAnnotate(member), !isAuthor(member, thread) || ownUpvote, stands(thread));
