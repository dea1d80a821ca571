// What whoever looks may do with the slides of a talk now.
import type { Course } from '#shared/courses/contract.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import { mayUploadSlides } from '#shared/presentations/rules.ts';
import { useSelf } from '#client/kernel/session.ts';
import { useNow } from '#client/kit/Moment.tsx';

/** Whether one presents the talk, one's place in the course, and the verdict on uploading. */
export const useOwnPart = (talk: Talk, course: Course) => {
  const self = useSelf();
  const now = useNow();
  const presenterIds = talk.presenters.map(({ id }) => id);
  const member = { personId: self?.id ?? '', courseId: course.id, role: course.role };
  const { lateSlides } = course.settings;
  const verdict = mayUploadSlides(
    member,
    { presenterIds, slidesDueAt: new Date(talk.slidesDueAt), lateSlides },
    now,
  );
  return { isMine: self !== null && presenterIds.includes(self.id), member, verdict };
};
