// For whose eyes a thread is: as a filter of lists, as the rooms where its changes are told, as the names it shows.
import type { ThreadRoom } from '#shared/annotations/contract.ts';
import { mayReadThread, type Seen, type Viewer } from '#shared/annotations/visibility.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ThreadRecord } from './store.ts';

/** {@link mayReadThread} as a filter. */
export const visibleTo = ({ member, groupId, seesOthers }: Viewer): object => {
  const own = { authorId: member.personId };
  if (isStaff(member)) return { $or: [own, { visibility: { $ne: 'private' } }] };
  if (!seesOthers) return own;
  const group = groupId === null ? [] : [{ visibility: 'group', groupId }];
  return { $or: [own, { visibility: 'class' }, ...group] };
};

type Audience = Pick<Seen, 'visibility' | 'groupId'>;

/** How an audience is remembered in `shownTo`. Private threads were shown to nobody. */
export const audienceKeys = ({ visibility, groupId }: Audience): string[] => {
  if (visibility === 'private') return [];
  return [visibility === 'group' ? `group ${groupId ?? ''}` : visibility];
};

/** Whether somebody who may not read a thread now could read it once. */
export const couldRead = (viewer: Viewer, { shownTo, authorId }: ThreadRecord): boolean =>
  shownTo.some((key) => {
    const [visibility = '', groupId = null] = key.split(' ');
    return mayReadThread(viewer, { authorId, visibility: visibility as Seen['visibility'], groupId });
  });

/** A live room. */
export interface Room {
  readonly kind: ThreadRoom;
  readonly id: Id;
}

/** Where a thread's changes are told; everybody who may read it is in exactly one of these rooms, its author perhaps in two. */
export const roomsOf = (thread: Seen & { readonly documentId: Id }): Room[] => {
  const { visibility, documentId, groupId, authorId } = thread;
  const author: Room = { kind: 'person', id: authorId };
  if (visibility === 'private') return [author];
  const staff: Room = { kind: 'documentStaff', id: documentId };
  if (visibility === 'staff') return [staff, author];
  if (visibility === 'class') return [staff, { kind: 'document', id: documentId }];
  return [staff, { kind: 'readingGroup', id: groupId ?? documentId }];
};
