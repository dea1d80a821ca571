// Stored courses and members as each audience may see them.
import type { Course, MemberView } from '#shared/courses/contract.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import { completeSettings } from '#shared/courses/settings.ts';
import type { KnownPerson } from '#server/accounts/public.ts';
import type { CourseRecord, MembershipRecord } from './store.ts';

/** A course for one of its members: only staff see the join code. */
export const viewCourse = (course: CourseRecord, member: Member): Course => ({
  id: course._id,
  title: course.title,
  code: course.code,
  term: course.term,
  timeZone: course.timeZone,
  role: member.role,
  settings: completeSettings(course.settings),
  joinCode: isStaff(member) ? course.joinCode : null,
  revision: course.revision,
});

/** A member for another member: only staff see addresses and who has joined. */
export const viewMember = (place: MembershipRecord, person: KnownPerson, viewer: Member): MemberView => ({
  personId: person.id,
  name: person.name,
  role: place.role,
  email: isStaff(viewer) ? person.email : null,
  hasJoined: isStaff(viewer) ? person.hasPassword : null,
  joinedAt: place.joinedAt.toISOString(),
});
