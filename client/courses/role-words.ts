// The roles of a course as people read them.
import type { Role } from '#shared/courses/roles.ts';

export const roleWords: Readonly<Record<Role, string>> = {
  instructor: 'Instructor',
  ta: 'TA',
  student: 'Student',
  observer: 'Observer',
};
