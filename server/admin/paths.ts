// Reads what stands at a place in a stored document: `a.b`, through lists, `*` for every value of a map, `@keys` for its keys.

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  Object.getPrototypeOf(value) === Object.prototype;

const walk = (value: unknown, [step, ...rest]: readonly string[]): unknown[] => {
  if (Array.isArray(value))
    return value.flatMap((each) => walk(each, step === undefined ? [] : [step, ...rest]));
  if (step === undefined) return value === undefined || value === null ? [] : [value];
  if (!isMap(value)) return [];
  if (step === '@keys') return Object.keys(value);
  if (step === '*') return Object.values(value).flatMap((each) => walk(each, rest));
  return walk(value[step], rest);
};

/** All values at `path`; what is missing or null is left out. */
const valuesAt = (document: Readonly<Record<string, unknown>>, path: string): unknown[] =>
  walk(document, path.split('.'));

/** The strings at `path`. */
export const idsAt = (document: Readonly<Record<string, unknown>>, path: string): string[] =>
  valuesAt(document, path).filter((value) => typeof value === 'string');
