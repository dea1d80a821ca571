// Who is mentioned where they will not see it: said to the writer before it is sent.
import { mentionsIn } from '#shared/annotations/mentions.ts';
import { mayReadThread, type Seen } from '#shared/annotations/visibility.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MemberView } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** The sentence, or null where everybody mentioned sees the thread as far as is known here: who is in which group is not. */
export const sayUnseen = (
  text: string,
  thread: Pick<Seen, 'authorId' | 'visibility'>,
  members: readonly MemberView[],
  courseId: Id,
): string | null => {
  if (thread.visibility === 'class') return null;
  const mentioned = mentionsIn(text);
  const people = members.filter(({ personId }) => mentioned.includes(personId));
  const isGroup = thread.visibility === 'group';
  const blind = people.filter(({ personId, role }) => {
    const member = { personId, courseId, role };
    if (isGroup && isStaff(member)) return false;
    return !mayReadThread({ member, groupId: null, seesOthers: true }, { ...thread, groupId: null });
  });
  if (blind.length === 0) return null;
  const who = listed(blind.map(({ name }) => name));
  if (isGroup && blind.every(({ role }) => role === 'student'))
    return `${who} can see this thread only as ${blind.length === 1 ? 'a member' : 'members'} of its reading group.`;
  return `${who} cannot see this thread.`;
};
