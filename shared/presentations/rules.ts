// Who assigns presenters, and who may upload slides until when.
import { isStaff, mayRunCourse, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { isPast } from '#shared/papers/schedule.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';

const presentersOnly = reason(
  'presenters_only',
  'Only the presenters of this paper and the staff may upload its slides.',
);
const slidesClosed = reason(
  'slides_closed',
  'Slides closed at their deadline. Ask the staff to upload them for you.',
);

/** The staff assign presenters. */
export const mayAssignPresenters = (member: Member): Verdict => mayRunCourse(member);

/** Presenters until the deadline; the staff at any time. */
export const mayUploadSlides = (
  member: Member,
  talk: { readonly presenterIds: readonly Id[]; readonly slidesDueAt: Date },
  now: Date,
): Verdict => {
  if (isStaff(member)) return true;
  if (!talk.presenterIds.includes(member.personId)) return presentersOnly;
  return !isPast(talk.slidesDueAt, now) || slidesClosed;
};
