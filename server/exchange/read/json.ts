// Looks into JSON of unknown shape without trusting any of it.

type Loose = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Loose =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** One or many, as JSON-LD allows everywhere; nothing is an empty list. */
export const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];

export const recordsIn = (value: unknown): readonly Loose[] => listOf(value).filter(isRecord);

export const textAt = (record: Loose, key: string): string => {
  const value = record[key];
  return typeof value === 'string' ? value : '';
};

/** Whether a record has this type, alone or among others. */
export const hasType = (record: Loose, type: string): boolean =>
  [...listOf(record['type']), ...listOf(record['@type'])].includes(type);

/** A whole number from 0, or null. */
export const countAt = (record: Loose, key: string): number | null => {
  const value = record[key];
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null;
};
