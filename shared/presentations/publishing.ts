// When a deck is the class's: published by its presenters or the staff, by itself at its deadline, or taken back.
import { z } from 'zod';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { isPast } from '#shared/papers/schedule.ts';

/** What was decided about a deck: `by_course` is nothing yet, so the course's setting says when it opens. */
export const publicationSchema = z.enum(['by_course', 'published', 'withdrawn']);
export type Publication = z.infer<typeof publicationSchema>;

interface Facts {
  readonly publication: Publication;
  readonly slidesDueAt: Date;
  readonly publishSlides: Settings['publishSlides'];
}

/** Whether the class may read a deck now. A deadline that moves later closes again what only the deadline had opened. */
export const isPublished = ({ publication, slidesDueAt, publishSlides }: Facts, now: Date): boolean =>
  publication === 'published' ||
  (publication === 'by_course' && publishSlides === 'at_deadline' && isPast(slidesDueAt, now));

const presentersOnly = reason(
  'presenters_only',
  'Only the presenters of this paper and the staff decide when the class sees its slides.',
);
const noSlides = reason('no_slides', 'There are no slides yet. Upload them first.');
const begun = reason(
  'meeting_begun',
  'The meeting has begun, and the class has the slides. Ask the staff to take them back.',
);

interface Talk {
  readonly presenterIds: readonly Id[];
  readonly hasSlides: boolean;
}

/** A draft is its presenters' and the staff's; what is published, every member's. For others there is no deck. */
export const mayReadSlides = (
  member: Member,
  { presenterIds, hasSlides, isPublished: isOpen }: Talk & { readonly isPublished: boolean },
): boolean => hasSlides && (isOpen || isStaff(member) || presenterIds.includes(member.personId));

/** Presenters and the staff, once there is something to publish. */
export const mayPublishSlides = (member: Member, { presenterIds, hasSlides }: Talk): Verdict => {
  if (!isStaff(member) && !presenterIds.includes(member.personId)) return presentersOnly;
  return hasSlides || noSlides;
};

/** Presenters until the meeting starts; the staff at any time. */
export const mayWithdrawSlides = (
  member: Member,
  talk: Talk & { readonly startsAt: Date },
  now: Date,
): Verdict => {
  const verdict = mayPublishSlides(member, talk);
  if (verdict !== true || isStaff(member)) return verdict;
  return now.getTime() < talk.startsAt.getTime() || begun;
};
