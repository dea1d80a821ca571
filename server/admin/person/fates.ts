// What the table of collections says of a person who goes: counted, and done by atomic changes beside people at work.
import type { Db, Filter, UpdateFilter } from 'mongodb';
import { idsAt } from '#server/admin/paths.ts';
import type { Fate } from '#server/admin/record-rules.ts';
import { records } from '#server/admin/records.ts';
import type { Source } from '#server/admin/source.ts';

interface Stored {
  _id: string;
  [field: string]: unknown;
}

interface Place {
  readonly collection: string;
  readonly at: string;
  readonly fate: Fate;
}

const places: readonly Place[] = Object.entries(records).flatMap(([collection, { people = {} }]) =>
  Object.entries(people).map(([at, fate]) => ({ collection, at, fate })),
);

/** How many documents hold the person's id at each place of the table. */
export const countPlaces = async (
  source: Source,
  personId: string,
): Promise<readonly (Place & { count: number })[]> => {
  const counted = places.map((place) => ({ ...place, count: 0 }));
  for (const name of source.names) {
    const here = counted.filter(({ collection }) => collection === name);
    if (here.length === 0) continue;
    for await (const document of source.read(name))
      for (const place of here) if (idsAt(document, place.at).includes(personId)) place.count += 1;
  }
  return counted.filter(({ count }) => count > 0);
};

const changeOf = (at: string, fate: Fate, id: string): [Filter<Stored>, UpdateFilter<Stored>] | null => {
  if (fate === 'null') return [{ [at]: id }, { $set: { [at]: null } }];
  if (fate === 'unset') {
    const key = at.replace('@keys', id);
    return [{ [key]: { $exists: true } }, { $unset: { [key]: '' } }];
  }
  if (fate !== 'pull') return null;
  const [list = '', field] = at.split('.');
  const pull = { [list]: field === undefined ? id : { [field]: id } };
  return [{ [at]: id }, { $pull: pull } as unknown as UpdateFilter<Stored>];
};

/** Deletes what is the person's alone, and takes their id out where the table says so. May be repeated. */
export const meetFates = async (db: Db, personId: string): Promise<void> => {
  for (const { collection, at, fate } of places) {
    const stored = db.collection<Stored>(collection);
    if (fate === 'delete') await stored.deleteMany({ [at]: personId });
    const change = changeOf(at, fate, personId);
    if (change) await stored.updateMany(...change);
  }
};
