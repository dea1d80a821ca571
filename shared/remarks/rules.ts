// Who may do what with remarks on a review, and who is shown by name: one table, asked by every door.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import { all, reason, type Verdict } from '#shared/kernel/rules.ts';
import type { Audience } from './contract.ts';

/** Somebody who may read the review: `mayReadReview` was asked first. */
export interface RemarkReader {
  readonly member: Member;
  /** Whether the review is their own. */
  readonly isAuthor: boolean;
}

const notFound = reason('not_found', 'There is no such remark, or it is not open to you.');
const staffOnly = reason('staff_only', 'Only the staff may write remarks that not all readers see.');
const ownWords = reason('own_words', 'Only the person who wrote this may edit it.');
const ownOrStaff = reason('own_or_staff', 'Only the person who wrote this or the staff may delete it.');
const whoDeleted = reason('who_deleted', 'Only the person who deleted this may bring it back.');
const ownReview = reason('own_review', 'One does not react to one’s own review.');
const deleted = reason('deleted', 'This was deleted meanwhile.');

/** Staff of the course who look at somebody else's review: they see every name and what is not for all. */
export const readsAsStaff = ({ member, isAuthor }: RemarkReader): boolean => isStaff(member) && !isAuthor;

/** What decides who reads a remark. `isPartForStaff`: the part it is about is for the staff and the author only. */
export interface Shown {
  readonly audience: Audience;
  readonly isHeld: boolean;
  readonly isPartForStaff: boolean;
}

/** A remark, and all that was said in it. */
export const mayReadRemark = (reader: RemarkReader, { audience, isHeld, isPartForStaff }: Shown): Verdict => {
  if (readsAsStaff(reader)) return true;
  if (isHeld || audience === 'staff') return notFound;
  if (reader.isAuthor) return true;
  return (audience === 'readers' && !isPartForStaff) || notFound;
};

/** Beginning a remark; students write for all who read the review. */
export const mayRemark = (reader: RemarkReader, audience: Audience): Verdict =>
  all(mayTakePart(reader.member), audience === 'readers' || readsAsStaff(reader) || staffOnly);

interface Post {
  readonly isOwn: boolean;
  readonly isDeleted: boolean;
}

/** For whoever may read the remark. */
export const mayReply = (reader: RemarkReader, head: Pick<Post, 'isDeleted'>): Verdict =>
  all(mayTakePart(reader.member), !head.isDeleted || deleted);

/** Remarks and replies alike. */
export const mayEditPost = (reader: RemarkReader, post: Post): Verdict =>
  all(mayTakePart(reader.member), post.isOwn || ownWords, !post.isDeleted || deleted);

/** Deleting what is deleted is no error, so that a repeated request is none. */
export const mayDeletePost = (reader: RemarkReader, post: Pick<Post, 'isOwn'>): Verdict =>
  all(mayTakePart(reader.member), post.isOwn || isStaff(reader.member) || ownOrStaff);

export const mayRestorePost = (reader: RemarkReader, post: { readonly isDeletedByMe: boolean }): Verdict =>
  all(mayTakePart(reader.member), post.isDeletedByMe || whoDeleted);

/** Holding a remark back from the review's author, or not any longer. */
export const mayHoldRemark = (reader: RemarkReader): Verdict => readsAsStaff(reader) || staffOnly;

export const mayReact = (reader: RemarkReader): Verdict =>
  all(mayTakePart(reader.member), !reader.isAuthor || ownReview);

/** What decides how a post's writer is shown. */
export interface Writer {
  /** Of the staff when it was written: they write as staff, by name, for good. */
  readonly asStaff: boolean;
  readonly isReviewAuthor: boolean;
  readonly isOwn: boolean;
  /** Names were shown when it was written: whoever wrote under a pseudonym stays under it. */
  readonly wasNamed: boolean;
}

/**
 * By name or by pseudonym. `areNamesShown` is about classmates' reviews in the course now; the author of a review is as named as
 * the review.
 */
export const isNamedFor = (reader: RemarkReader, writer: Writer, areNamesShown: boolean): boolean =>
  readsAsStaff(reader) ||
  writer.asStaff ||
  writer.isOwn ||
  (areNamesShown && (writer.isReviewAuthor || writer.wasNamed));

/** Times of a conversation are shown where everybody in it is shown by name, the staff and oneself not counted: a time next to a time tells it. */
export const areTimesShown = (
  reader: RemarkReader,
  writers: readonly Writer[],
  areNamesShown: boolean,
): boolean =>
  readsAsStaff(reader) ||
  (areNamesShown && writers.every((writer) => isNamedFor(reader, writer, areNamesShown)));
