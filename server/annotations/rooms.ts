// The doors of the rooms in which threads are told; the same rule as for the list.
import { isStaff } from '#shared/courses/roles.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
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
