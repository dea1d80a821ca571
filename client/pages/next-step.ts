// Decides what the one button on a meeting's card does for this person now.
import type { Role } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { OwnReview } from '#shared/reviews/contract.ts';
import { phaseOf } from '#client/papers/phase.ts';

export type Step =
  | { readonly kind: 'join' }
  | { readonly kind: 'review'; readonly begun: boolean }
  | { readonly kind: 'read'; readonly documentId: string }
  | { readonly kind: 'open' };

const dayMs = 24 * 3_600_000;

/** In class before everything else; a review that was begun or is due within a day before reading on. */
export const nextStep = (
  meeting: Pick<MeetingView, 'startsAt' | 'durationMinutes' | 'reviewsDueAt' | 'papers'>,
  role: Role,
  review: Pick<OwnReview, 'revision' | 'submission'> | undefined,
  now: Date,
): Step => {
  if (phaseOf(meeting, now) === 'live' && role !== 'observer') return { kind: 'join' };
  const left = new Date(meeting.reviewsDueAt).getTime() - now.getTime();
  const owesReview =
    role === 'student' && meeting.papers.length > 0 && review?.submission === null && left > 0;
  const begun = (review?.revision ?? 0) > 0;
  if (owesReview && (begun || left < dayMs)) return { kind: 'review', begun };
  const document = meeting.papers.find((paper) => paper.document?.state === 'ready')?.document;
  return document ? { kind: 'read', documentId: document.id } : { kind: 'open' };
};
