// Who assigns presenters, and who may upload slides until when.
import { isStaff, mayRunCourse, type Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
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

/** Presenters until the deadline, and after it where the course takes late slides; the staff at any time. */
export const mayUploadSlides = (
  member: Member,
  talk: {
    readonly presenterIds: readonly Id[];
    readonly slidesDueAt: Date;
    readonly lateSlides: Settings['lateSlides'];
  },
  now: Date,
): Verdict => {
  if (isStaff(member)) return true;
  if (!talk.presenterIds.includes(member.personId)) return presentersOnly;
  return talk.lateSlides === 'flagged' || !isPast(talk.slidesDueAt, now) || slidesClosed;
};

/** Versions, what is on its way, the log: for presenters and the staff. */
export const maySeeDesk = (member: Member, presenterIds: readonly Id[]): Verdict =>
  isStaff(member) || presenterIds.includes(member.personId) || presentersOnly;
