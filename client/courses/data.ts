// What the pages read about courses, kept fresh by the course's live facts.
import { coursesEvents, coursesRoutes } from '#shared/courses/contract.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

export const coursesQuery = reading(coursesRoutes.listCourses, {});
export const courseQuery = (courseId: string) => reading(coursesRoutes.readCourse, { params: { courseId } });
export const membersQuery = (courseId: string) =>
  reading(coursesRoutes.listMembers, { params: { courseId } });

/** Asks again for everything about a course and its members. */
export const refreshCourse = (courseId: string): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: keyOf(coursesRoutes.readCourse, { courseId }) }),
    queryClient.invalidateQueries({ queryKey: keyOf(coursesRoutes.listMembers, { courseId }) }),
    queryClient.invalidateQueries({ queryKey: keyOf(coursesRoutes.listCourses) }),
  ]);

/** Keeps the course's queries fresh while the page is open. `courseId` undefined: not known yet. */
export const useCourseNews = (courseId: string | undefined): void => {
  const refresh = () => {
    if (courseId !== undefined) void refreshCourse(courseId);
  };
  useRoom('course', courseId, {
    onFact: (name) => {
      if (name === coursesEvents.courseChanged.name) refresh();
    },
    onGap: refresh,
  });
};
