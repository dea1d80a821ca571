// The ways between the pages of one course.
import { Link } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { mayChangeCourse } from '#shared/courses/roles.ts';
import { useSelf } from '#client/kernel/session.ts';
import './course-nav.css';

export const CourseNav = ({ course }: { course: Pick<Course, 'id' | 'role'> }) => {
  const self = useSelf();
  const member = { personId: self?.id ?? '', courseId: course.id, role: course.role };
  const params = { courseId: course.id };
  return (
    <nav aria-label="Course" className="course-nav no-print">
      <Link to="/courses/$courseId" params={params} activeOptions={{ exact: true }}>
        Meetings
      </Link>
      <Link to="/courses/$courseId/talks" params={params}>
        Talks
      </Link>
      <Link to="/courses/$courseId/members" params={params}>
        Members
      </Link>
      {self && course.role === 'student' && (
        <Link to="/courses/$courseId/history/$personId" params={{ ...params, personId: self.id }}>
          Your classes
        </Link>
      )}
      {mayChangeCourse(member) === true && (
        <Link to="/courses/$courseId/settings" params={params}>
          Settings
        </Link>
      )}
    </nav>
  );
};
