// Courses and memberships as they are stored.
import type { Connection, Model } from 'mongoose';
import type { Role } from '#shared/courses/roles.ts';
import type { StoredSettings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { needed, openCollection } from '#server/kernel/db/collection.ts';

export interface CourseRecord {
  _id: Id;
  title: string;
  code: string;
  term: string;
  timeZone: string;
  settings: StoredSettings;
  joinCode: string | null;
  createdBy: Id;
  createdAt: Date;
  revision: number;
}

/** A person's place in a course. Dropped members keep theirs, so that what they wrote keeps a name. */
export interface MembershipRecord {
  _id: string;
  courseId: Id;
  personId: Id;
  role: Role;
  joinedAt: Date;
  droppedAt: Date | null;
}

export interface CoursesStore {
  readonly courses: Model<CourseRecord>;
  readonly memberships: Model<MembershipRecord>;
}

/** A membership's own key: at most one per course and person. */
export const membershipKey = (courseId: Id, personId: Id): string => `${courseId}:${personId}`;

/** Opens the collections `courses` and `memberships`. */
export const openCoursesStore = (db: Connection): CoursesStore => ({
  courses: openCollection<CourseRecord>(
    db,
    'courses',
    {
      title: needed(String),
      code: { type: String, default: '' },
      term: { type: String, default: '' },
      timeZone: needed(String),
      settings: needed(Object),
      joinCode: { type: String, default: null },
      createdBy: needed(String),
      createdAt: needed(Date),
      revision: needed(Number),
    },
    [
      {
        keys: { joinCode: 1 },
        options: { unique: true, partialFilterExpression: { joinCode: { $type: 'string' } } },
      },
    ],
  ),
  memberships: openCollection<MembershipRecord>(
    db,
    'memberships',
    {
      courseId: needed(String),
      personId: needed(String),
      role: needed(String),
      joinedAt: needed(Date),
      droppedAt: { type: Date, default: null },
    },
    [{ keys: { courseId: 1, droppedAt: 1 } }, { keys: { personId: 1, droppedAt: 1 } }],
  ),
});
