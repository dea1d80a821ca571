// Who sees a thread: its class, one reading group, the staff, or its author alone; and what a course may ask first.
import { z } from 'zod';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export const visibilitySchema = z.enum(['class', 'group', 'staff', 'private']);
export type Visibility = z.infer<typeof visibilitySchema>;

/** The word for each, and who that is. */
export const visibilities: Readonly<Record<Visibility, { readonly word: string; readonly who: string }>> = {
  class: { word: 'Class', who: 'Everybody in the course' },
  group: { word: 'My group', who: 'Your reading group and the staff' },
  staff: { word: 'Staff', who: 'You and the staff' },
  private: { word: 'Only me', who: 'Nobody but you' },
};

/** Somebody who looks at the threads of one document. */
export interface Viewer {
  readonly member: Member;
  /** Their reading group for this document; null for staff, observers, and where there are no groups. */
  readonly groupId: Id | null;
  /** False as long as the course shows others' notes only to those who posted enough of their own. */
  readonly seesOthers: boolean;
}

/** What decides who may read a thread. */
export interface Seen {
  readonly authorId: Id;
  readonly visibility: Visibility;
  readonly groupId: Id | null;
}

/** The one rule for lists, rooms, exports and search; `visibleTo` in the server's store says the same as a filter. */
export const mayReadThread = (viewer: Viewer, thread: Seen): boolean => {
  const { member, groupId, seesOthers } = viewer;
  if (thread.authorId === member.personId) return true;
  if (thread.visibility === 'private') return false;
  if (isStaff(member)) return true;
  if (thread.visibility === 'staff' || !seesOthers) return false;
  return thread.visibility === 'class' || (groupId !== null && thread.groupId === groupId);
};
