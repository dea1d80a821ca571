// Makes one thread of an imported note; a note that is there already stays the only one.
import type { ImportResult } from '#shared/exchange/contract.ts';
import type { BodyInputOf } from '#shared/kernel/contract.ts';
import type { exchangeRoutes } from '#shared/exchange/contract.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { idsOf } from './note-id.ts';

type Item = BodyInputOf<typeof exchangeRoutes.importThreads>['items'][number];

/** `post` makes the thread with an id; `there` are those that the asker sees. */
export const importOne = async (
  item: Item,
  there: ReadonlySet<Id>,
  post: (id: Id) => Promise<ThreadView>,
): Promise<ImportResult> => {
  const ids = idsOf(item.id);
  if (ids.some((id) => there.has(id))) return { id: item.id, outcome: 'there', problem: null };
  try {
    for (const id of ids)
      // What was imported, deleted and is wanted again comes back under the next id.
      if ((await post(id)).deletedAt === null) return { id: item.id, outcome: 'imported', problem: null };
    return { id: item.id, outcome: 'refused', problem: 'This note was imported and deleted too often.' };
  } catch (error) {
    // One note that is refused does not hold up the others; a server in trouble does.
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
    return { id: item.id, outcome: 'refused', problem: error.message };
  }
};
