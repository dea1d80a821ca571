// Collections that can be read one document after the other: those of a database, or of a backup.
import type { Db, Document } from 'mongodb';

export interface Source {
  readonly names: readonly string[];
  /** In the order of their ids. */
  read(name: string): AsyncIterable<Document>;
}

const isOwn = (name: string) => !name.startsWith('system.') && !/^[^.]+\.(files|chunks)$/.test(name);

/** The names of all collections but those in which GridFS keeps files. */
export const collectionsOf = async (db: Db): Promise<string[]> =>
  (await db.listCollections({}, { nameOnly: true }).toArray())
    .map(({ name }) => name)
    .filter(isOwn)
    .sort();

/** What stands in a database now. */
export const sourceOf = async (db: Db): Promise<Source> => ({
  names: await collectionsOf(db),
  read: (name) => db.collection(name).find().sort({ _id: 1 }),
});
