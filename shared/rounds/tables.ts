// The tables of a café between two rounds: some close and some open, so that groups keep to their sizes.
import type { PersonId, SizeRange } from './groups.ts';
import { chooseSizes, possibleGroupCounts } from './sizes.ts';
import type { Table } from './world-cafe.ts';

/**
 * The tables to go on with, each with a host who is here. Tables whose people are all gone close, and so do the last ones when
 * there are too many for those who are here; new ones are numbered from `nextId` and hosted by who sat at no table, or
 * else by who hosts none.
 */
export function fitTables(
  tables: readonly Table[],
  present: readonly PersonId[],
  range: SizeRange,
  nextId: number,
): Table[] {
  const here = new Set(present);
  const open = tables.flatMap((table) => {
    const host = [table.host, ...table.members].find((person) => here.has(person));
    return host === undefined ? [] : [{ ...table, host }];
  });
  const possible = possibleGroupCounts(present.length, range);
  const wanted =
    possible.length === 0
      ? chooseSizes(present.length, range).sizes.length
      : Math.max(possible[0] ?? 1, Math.min(possible.at(-1) ?? 1, open.length));
  const kept = open.slice(0, wanted);
  const hosts = new Set(kept.map(({ host }) => host));
  const seated = new Set(tables.flatMap(({ members }) => members));
  const free = present
    .filter((person) => !hosts.has(person))
    .sort((one, other) => Number(seated.has(one)) - Number(seated.has(other)));
  const opened = free
    .slice(0, wanted - kept.length)
    .map((host, index): Table => ({ id: nextId + index, host, members: [host] }));
  return [...kept, ...opened];
}
