// Where words stand in stored documents: a person's name and address, wherever somebody may have written them.
import type { Source } from '#server/admin/source.ts';

/** All strings of a document, with the path they stand at; names of fields count too. */
export const stringsOf = function* (value: unknown, path = ''): Generator<readonly [string, string]> {
  if (typeof value === 'string') yield [path, value];
  else if (Array.isArray(value)) for (const each of value) yield* stringsOf(each, path);
  else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
    for (const [key, each] of Object.entries(value)) {
      yield [path, key];
      yield* stringsOf(each, path === '' ? key : `${path}.${key}`);
    }
};

/** How many documents say one of `words`, in any case, by `collection field`. */
export const findWords = async (
  source: Source,
  words: readonly string[],
): Promise<ReadonlyMap<string, number>> => {
  const wanted = words.map((word) => word.toLowerCase());
  const found = new Map<string, number>();
  for (const name of source.names)
    for await (const document of source.read(name)) {
      const places = new Set<string>();
      for (const [path, text] of stringsOf(document)) {
        const lower = text.toLowerCase();
        if (wanted.some((word) => lower.includes(word))) places.add(`${name} ${path}`);
      }
      for (const place of places) found.set(place, (found.get(place) ?? 0) + 1);
    }
  return found;
};
