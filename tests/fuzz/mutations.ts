// Spoils values: one place of a good value becomes something that a careless client or a hostile stranger would send.
import type { Chance } from '#tests/support/chance.ts';

const deep = (levels: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { value };
  return value;
};

/** What has broken servers before: operators of queries, prototypes, sizes, depths, characters, numbers. */
const hostile: readonly (() => unknown)[] = [
  () => ({ $gt: '' }),
  () => ({ $ne: null }),
  () => ({ $where: 'sleep(10000)' }),
  () => [{ $gt: '' }],
  () => JSON.parse('{"__proto__":{"isAdmin":true}}') as unknown,
  () => ({ constructor: { prototype: { isAdmin: true } } }),
  () => Array.from({ length: 5000 }, (_, index) => index),
  () => deep(300),
  () => 'x'.repeat(60_000),
  () => '<img src=x onerror=alert(1)>'.repeat(200),
  () => '\u0000',
  () => 'a\u0000b',
  () => '\uD800',
  () => '\u202Egnp.exe',
  () => '(a+)+$',
  () => '/'.repeat(2000),
  () => '../../etc/passwd',
  () => '${7*7}{{7*7}}',
  () => -1,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER + 2,
  () => 0.1,
  () => -0,
  () => '',
  () => ' ',
  () => null,
  () => true,
  () => [],
  () => ({}),
  () => ({ toString: 1, length: -1 }),
  () => '9999-99-99T99:99:99.999Z',
  () => '0000-01-01T00:00:00.000Z',
];

/** Something hostile. */
export const hostileValue = (chance: Chance): unknown => (chance.pick(hostile) ?? (() => null))();

const nearly = (value: unknown, chance: Chance): unknown => {
  if (typeof value === 'string')
    return chance.pick([
      `${value} `,
      value.slice(1),
      value.toUpperCase(),
      `${value}${value}`.repeat(40),
      12,
      [value],
    ]);
  if (typeof value === 'number') return chance.pick([value + 1, -value - 1, value + 0.5, String(value), 1e9]);
  if (typeof value === 'boolean') return chance.pick([String(value), 0, null]);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return chance.pick([[...items, ...items], {}, items[0], [null]]);
  }
  return chance.pick([[], 'object', null, { ...(value as object | null), extra: 1 }]);
};

/** A copy of `value` with one place changed: slightly, or (`isHostile`) to something hostile. */
export const spoil = (value: unknown, chance: Chance, isHostile: boolean): unknown => {
  const change = (place: unknown) => (isHostile ? hostileValue(chance) : nearly(place, chance));
  if (Array.isArray(value) && value.length > 0 && chance.happens(0.8)) {
    const at = Math.floor(chance.next() * value.length);
    return (value as unknown[]).map((item, index) => (index === at ? spoil(item, chance, isHostile) : item));
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && chance.happens(0.9)) {
    const entries = Object.entries(value);
    const name = chance.pick(entries)?.[0];
    if (name === undefined) return change(value);
    if (!isHostile && chance.happens(0.2)) return Object.fromEntries(entries.filter(([key]) => key !== name));
    return Object.fromEntries(
      entries.map(([key, field]) => [key, key === name ? spoil(field, chance, isHostile) : field]),
    );
  }
  return change(value);
};

const oddAddresses = [
  '..%2f..%2f',
  '%00',
  '%E0%A4%A',
  '__proto__',
  '[object Object]',
  '%2e%2e',
  'a'.repeat(3000),
  '😀',
  "'",
];
/** Something odd in place of an id in an address. */
export const oddAddress = (chance: Chance): string => chance.pick(oddAddresses) ?? '';

const oddQueries = [
  'q[$gt]=',
  'q=a&q=b',
  '__proto__[x]=1',
  'q=%00',
  'q=%E0%A4%A',
  'limit=-1',
  'limit=1e9',
  `q=${'a'.repeat(5000)}`,
  '&&&==',
  'after=%7B%7D',
];
/** A query that nobody expects. */
export const oddQuery = (chance: Chance): string => chance.pick(oddQueries) ?? '';
