// Who may arrange meetings and papers, and who may open a document.
import { mayRunCourse, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';

const notYours = reason('not_found', 'There is no such document, or it is not open to you.');

/** Create, change and delete meetings; add, replace and remove papers. */
export const mayArrangeMeetings = (member: Member): Verdict => mayRunCourse(member);

/** Every member of its course may read a document. */
export const mayReadDocument = (member: Member | null, document: { readonly courseId: Id }): Verdict =>
  (member !== null && member.courseId === document.courseId) || notYours;
