// Everything that is stored, kept aside: whatever a question has changed is put back before the next one.
import type { MatrixWorld } from './world.ts';

/** Takes the present state; sessions, which every request touches, and leases are left alone. */
export const keepStored = async (world: MatrixWorld) => {
  const { app } = world;
  const names = (await app.db.listCollections())
    .map(({ name }) => name)
    .filter((name) => name !== 'sessions' && name !== 'leases');
  const kept = new Map(
    await Promise.all(
      names.map(
        async (name) => [name, await app.db.collection(name).find().sort({ _id: 1 }).toArray()] as const,
      ),
    ),
  );
  // A request goes on storing after its answer: its list is looked at again before every further question.
  const lists: { readonly writes: readonly string[]; seen: number }[] = [];
  const reset = async (name: string) => {
    const collection = app.db.collection(name);
    const records = kept.get(name) ?? [];
    const soon = { writeConcern: { w: 1, j: false } };
    await collection.deleteMany({ _id: { $nin: records.map(({ _id }) => _id) } }, soon);
    if (records.length > 0)
      await collection.bulkWrite(
        records.map(({ _id, ...replacement }) => ({
          replaceOne: { filter: { _id }, replacement, upsert: true },
        })),
        soon,
      );
  };
  return {
    /** Whether anything that names one of these ids was changed or taken away. */
    isHarmed: async (ids: readonly string[]): Promise<boolean> => {
      for (const [name, records] of kept) {
        const now = new Set(
          (await app.db.collection(name).find().toArray()).map((record) => JSON.stringify(record)),
        );
        const mine = records.map((record) => JSON.stringify(record));
        if (mine.some((record) => ids.some((id) => record.includes(id)) && !now.has(record))) return true;
      }
      return false;
    },
    /** What a request stores from now on, as `watchWrites` tells it (`update threads`), is to be put back. */
    remember: (writes: readonly string[]): void => {
      lists.push({ writes, seen: 0 });
    },
    putBack: async (): Promise<void> => {
      const names = new Set<string>();
      for (const list of lists) {
        for (const write of list.writes.slice(list.seen)) names.add(write.split(' ')[1] ?? '');
        list.seen = list.writes.length;
      }
      for (const name of names) await reset(name);
    },
  };
};
