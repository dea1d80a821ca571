// Which references lead nowhere, and in which order collections are copied so that as few as possible do.
import type { Source } from './source.ts';
import { idsAt } from './paths.ts';
import { records, referencesOf } from './records.ts';

/** A document that names another, or a file, which is not there. `to` is a collection, or `files`. */
export interface Unmet {
  readonly collection: string;
  readonly id: string;
  readonly at: string;
  readonly to: string;
  readonly value: string;
}

/** Asks whether the file with a hash is there. */
export type HasFile = (hash: string) => boolean;

const targets = new Set(Object.keys(records).flatMap((name) => referencesOf(name).map(([, to]) => to)));

/** The ids of everything that is referred to, by collection. */
export const idsOf = async (source: Source): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const ids = new Map<string, Set<string>>();
  for (const name of source.names.filter((each) => targets.has(each))) {
    const own = new Set<string>();
    for await (const { _id } of source.read(name)) own.add(String(_id));
    ids.set(name, own);
  }
  return ids;
};

/** What one document names and nobody has. References that may be loose are not looked at. */
export const unmetOf = (
  collection: string,
  document: Readonly<Record<string, unknown>>,
  ids: ReadonlyMap<string, ReadonlySet<string>>,
  hasFile: HasFile,
): Unmet[] => {
  const told = (at: string, to: string, value: string): Unmet => ({
    ...{ collection, id: String(document['_id']), at, to, value },
  });
  const documents = referencesOf(collection)
    .filter(([, , how]) => how !== 'loose')
    .flatMap(([at, to]) =>
      idsAt(document, at)
        .filter((id) => !ids.get(to)?.has(id))
        .map((id) => told(at, to, id)),
    );
  const files = (records[collection]?.files ?? []).flatMap((at) =>
    idsAt(document, at)
      .filter((hash) => !hasFile(hash))
      .map((hash) => told(at, 'files', hash)),
  );
  return [...documents, ...files];
};

/** All references of `source` that lead nowhere. */
export const findUnmet = async (source: Source, hasFile: HasFile): Promise<Unmet[]> => {
  const ids = await idsOf(source);
  const unmet: Unmet[] = [];
  for (const name of source.names)
    for await (const document of source.read(name)) unmet.push(...unmetOf(name, document, ids, hasFile));
  return unmet;
};

/** The hashes of all files that a document needs or may need. */
export const filesOf = (collection: string, document: Readonly<Record<string, unknown>>): string[] => {
  const { files = [], looseFiles = [] } = records[collection] ?? {};
  return [...files, ...looseFiles].flatMap((at) => idsAt(document, at));
};

/**
 * Those that refer to others come before them: whoever copies in this order finds what a document names still there, for it was
 * there before the document was.
 */
export const referrersFirst = (names: readonly string[]): string[] => {
  const left = new Set(names);
  const ordered: string[] = [];
  const isNamedBy = (name: string, strictly: boolean) =>
    [...left].some(
      (other) =>
        other !== name &&
        referencesOf(other).some(([, to, how]) => to === name && !(strictly && how === 'loose')),
    );
  while (left.size > 0) {
    const next =
      [...left].find((name) => !isNamedBy(name, false)) ?? [...left].find((name) => !isNamedBy(name, true));
    if (next === undefined) throw new Error('The references of collections go in a circle');
    left.delete(next);
    ordered.push(next);
  }
  return ordered;
};
