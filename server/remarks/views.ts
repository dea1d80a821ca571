// Stored remarks as one reader sees them: by name or by pseudonym, with times or without, as the rules say.
import {
  areTimesShown,
  isNamedFor,
  readsAsStaff,
  type RemarkReader,
  type Writer,
} from '#shared/remarks/rules.ts';
import type { PostView, RemarkView } from '#shared/remarks/contract.ts';
import { reactions, type Reacted } from '#shared/remarks/reactions.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ReadableReview } from '#server/reviews/public.ts';
import type { RemarkAlias } from './aliases.ts';
import type { PostRecord, ReactedRecord, RemarkRecord } from './store.ts';

/** How one person looks at the remarks of one review. */
export interface Look {
  readonly reader: RemarkReader;
  readonly review: ReadableReview;
  /** For the review's author: when they looked last; null: never. */
  readonly seenAt: Date | null;
}

export interface Names {
  nameOf(personId: Id): string;
  readonly aliasFor: RemarkAlias;
}

/** Replies without deleted ones at the end: a place is kept only where somebody may have answered to it. */
const standing = (replies: readonly PostRecord[]): readonly PostRecord[] =>
  replies.slice(0, replies.findLastIndex(({ deletedAt }) => deletedAt === null) + 1);

type Stood = Pick<RemarkRecord, 'authorId' | 'postedAt' | 'deletedAt' | 'shownAt' | 'replies'>;

/** Whether nothing is left of a remark that anybody could read. */
export const isGone = ({ deletedAt, replies }: Stood): boolean =>
  deletedAt !== null && standing(replies).length === 0;

/** The posts of a remark that say something. */
const saying = (remark: Stood) => [remark, ...remark.replies].filter(({ deletedAt }) => deletedAt === null);

const isFresh = (
  post: Pick<PostRecord, 'authorId' | 'postedAt' | 'deletedAt'>,
  { shownAt }: Pick<RemarkRecord, 'shownAt'>,
  { reader, seenAt }: Look,
): boolean =>
  reader.isAuthor &&
  post.authorId !== reader.member.personId &&
  post.deletedAt === null &&
  (seenAt === null || (post.postedAt > shownAt ? post.postedAt : shownAt) > seenAt);

/** How much there is to read, and how much of it the review's author has not seen. */
export const countOf = (remark: Stood, look: Look): { count: number; fresh: number } => {
  const posts = saying(remark);
  return { count: posts.length, fresh: posts.filter((post) => isFresh(post, remark, look)).length };
};

/** Everybody whose name a view may hold. */
export const peopleIn = (remarks: readonly RemarkRecord[], reacted: readonly ReactedRecord[] = []): Id[] => [
  ...new Set([
    ...remarks.flatMap((remark) => [remark, ...remark.replies].map(({ authorId }) => authorId)),
    ...reacted.flatMap(({ people }) => Object.values(people).flat()),
  ]),
];

export const viewRemark = (remark: RemarkRecord, look: Look, { nameOf, aliasFor }: Names): RemarkView => {
  const { reader, review } = look;
  const { reviewId, authorId: reviewAuthorId, areNamesShown, alias } = review;
  const writerOf = ({ authorId, asStaff, wasNamed }: PostRecord): Writer => ({
    ...{ asStaff, wasNamed },
    isReviewAuthor: authorId === reviewAuthorId,
    isOwn: authorId === reader.member.personId,
  });
  const replies = standing(remark.replies);
  const hasTimes = areTimesShown(reader, [remark, ...replies].map(writerOf), areNamesShown);
  const view = (post: PostRecord): PostView => {
    const writer = writerOf(post);
    const isNamed = isNamedFor(reader, writer, areNamesShown);
    const { isOwn, isReviewAuthor } = writer;
    const isDeleted = post.deletedAt !== null;
    return {
      id: post._id,
      personId: isNamed ? post.authorId : null,
      name: isNamed ? nameOf(post.authorId) : isReviewAuthor ? alias : aliasFor(reviewId, post.authorId),
      ...{ isOwn, isReviewAuthor, isStaff: post.asStaff },
      text: isDeleted ? '' : post.text,
      postedAt: hasTimes ? post.postedAt.toISOString() : null,
      isEdited: post.editedAt !== null && !isDeleted,
      isDeleted,
      isNew: isFresh(post, remark, look),
      revision: post.revision,
    };
  };
  const { part, passage, audience, isHeld } = remark;
  return { ...view(remark), place: { part, passage }, audience, isHeld, replies: replies.map(view) };
};

/** Reactions by place; who reacted is for the staff only. */
export const viewReacted = (
  { place, people }: ReactedRecord,
  { reader }: Pick<Look, 'reader'>,
  nameOf: Names['nameOf'],
): Reacted => ({
  place,
  counts: reactions.flatMap((reaction) => {
    const ids = people[reaction] ?? [];
    if (ids.length === 0) return [];
    const named = ids.map((id) => ({ id, name: nameOf(id) }));
    return {
      ...{ reaction, count: ids.length, isMine: ids.includes(reader.member.personId) },
      people: readsAsStaff(reader) ? named.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) : null,
    };
  }),
});
