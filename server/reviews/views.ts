// Stored reviews as their author, the staff and classmates see them.
import { areSameParts, countAllWords, emptyParts } from '#shared/reviews/parts.ts';
import type { OwnReview, Review, ReviewStatus } from '#shared/reviews/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ReviewRecord, VersionRecord } from './store.ts';

/** A submission without its text. */
export const viewSubmission = (version: VersionRecord) => ({
  version: version.number,
  at: version.at.toISOString(),
  late: version.late,
  words: countAllWords(version.parts),
});

/** For the author: the draft and the latest submission. */
export const viewOwnReview = (review: ReviewRecord | null): OwnReview => {
  if (!review)
    return { id: null, parts: emptyParts, revision: 0, savedAt: null, submission: null, isChanged: false };
  const latest = review.versions.at(-1);
  return {
    id: review._id,
    parts: review.parts,
    revision: review.revision,
    savedAt: review.savedAt.toISOString(),
    submission: latest ? viewSubmission(latest) : null,
    isChanged: latest !== undefined && !areSameParts(latest.parts, review.parts),
  };
};

/** For others: the submitted text only; null where nothing was submitted. */
export const viewReview = (review: ReviewRecord, names: ReadonlyMap<Id, string>): Review | null => {
  const latest = review.versions.at(-1);
  return latest
    ? {
        id: review._id,
        meetingId: review.meetingId,
        author: { id: review.authorId, name: names.get(review.authorId) ?? 'A former member' },
        parts: latest.parts,
        submission: viewSubmission(latest),
      }
    : null;
};

/** For staff: how far a student is. */
export const viewStatus = (personId: Id, name: string, review: ReviewRecord | undefined): ReviewStatus => {
  const latest = review?.versions.at(-1);
  return {
    personId,
    name,
    state: latest ? (latest.late ? 'late' : 'submitted') : review ? 'draft' : 'not_started',
    reviewId: latest && review ? review._id : null,
    submission: latest ? viewSubmission(latest) : null,
  };
};
