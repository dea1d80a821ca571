// The doors of the rooms in which threads are told; the same rule as for the list.
import { readersPresence } from '#shared/annotations/readers.ts';
import { isStaff } from '#shared/courses/roles.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { papersEvents } from '#shared/papers/contract.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { RoomGuard } from '#server/kernel/feature.ts';
import type { ReadingGroups } from './reading-groups.ts';
import type { Look, LookAt } from './viewers.ts';

const postFirst = reason(
  'post_first',
  'Others’ notes are shown here once you have posted as many of your own as the course asks for.',
);

const nowhere = (): Verdict => {
  const { body, message } = noSuch('document');
  return reason(body.reason, message);
};

export const threadRooms = (lookAt: LookAt, readingGroups: ReadingGroups): RoomGuard[] => {
  const guard = (
    kind: string,
    ask: (look: Look) => Verdict,
    documentOf: (id: string, personId: string) => Promise<string | null>,
  ): RoomGuard => ({
    kind,
    mayEnter: async ({ actor }, id) => {
      try {
        const documentId = actor && (await documentOf(id, actor.personId));
        return documentId === null ? nowhere() : ask(await lookAt(actor, documentId));
      } catch (error) {
        if (error instanceof Refusal) return reason(error.body.reason, error.message);
        throw error;
      }
    },
  });
  const itself = (id: string) => Promise.resolve(id);
  // Staff hear of class-visible threads in their own room, with names.
  return [
    guard('document', ({ viewer }) => viewer.seesOthers || postFirst, itself),
    guard('documentStaff', ({ viewer }) => isStaff(viewer.member) || nowhere(), itself),
    guard(
      'readingGroup',
      ({ viewer }) => viewer.seesOthers || postFirst,
      async (groupId, personId) => (await readingGroups.isIn(groupId, personId))?.documentId ?? null,
    ),
  ];
};

/** Where others may read a document than before, everybody in its rooms is put out and asked again. */
export const clearRoomsOnNewRights = (bus: Bus, readingGroups: ReadingGroups): void => {
  bus.on(papersEvents.documentRightsChanged, async (_courseId, { documentId }) => {
    for (const kind of ['document', 'documentStaff', readersPresence.room]) bus.clearRoom(kind, documentId);
    for (const groupId of await readingGroups.idsOf(documentId)) bus.clearRoom('readingGroup', groupId);
  });
};
