// World Café: a host stays at each table, the others move on to tables and people that are new to them.
import { add } from './cells.ts';
import type { Group, PersonId } from './groups.ts';
import { REPEAT } from './pair-costs.ts';
import { drawGroups, type RoundPlan } from './plan.ts';
import type { PastRound } from './meetings-matrix.ts';
import { createRandom } from './random.ts';
import { evenSizes } from './sizes.ts';
import type { Wishes } from './wishes.ts';

/** Sitting at a table a second time is worse than meeting some people again: its talk is known. */
const SAME_TABLE = 5 * REPEAT;

/** A table keeps its `id` through all rounds of one café; the host is one of its members. */
export interface Table extends Group {
  host: PersonId;
}

export interface CafeRequest extends Wishes {
  /** Everybody who is here now, each once; also who came after the café began. */
  present: readonly PersonId[];
  /** The tables of this café so far, round after round, oldest first; at least one round. */
  before: readonly (readonly Table[])[];
  /** The rounds of the term, those of this café among them, oldest first. */
  history: readonly PastRound[];
  seed: number;
}

export interface CafePlan extends Omit<RoundPlan, 'groups' | 'outOfRange'> {
  tables: Table[];
}

/**
 * The next round of a café. Tables whose people are all gone close, and so do the last ones when fewer than two people
 * were left for each; a host who left is followed by one of those who sat at the table last. Everybody else goes to a table
 * they have not been to, as long as there is one, and where they have met few.
 * Throws RangeError when nobody hosts: without tables there is no next round.
 */
export function planCafe({ present, before, history, seed, ...wishes }: CafeRequest): CafePlan {
  const here = new Set(present);
  const random = createRandom(seed);
  const open = (before.at(-1) ?? [])
    .map(({ id, host, members }) => {
      const stayed = members.filter((person) => here.has(person));
      return { id, host: here.has(host) ? host : random.shuffle(stayed)[0] };
    })
    .filter((table): table is { id: number; host: PersonId } => table.host !== undefined)
    .slice(0, Math.max(1, Math.floor(present.length / 2)));
  if (open.length === 0) throw new RangeError('A café goes on only where somebody sat at a table.');

  const tableOf = new Map(open.map(({ host }, table) => [host, table]));
  const places = new Int32Array(present.length * open.length);
  for (const tables of before) {
    for (const { id, members } of tables) {
      const table = open.findIndex((other) => other.id === id);
      if (table < 0) continue;
      for (const person of members) {
        const index = present.indexOf(person);
        if (index >= 0) add(places, index * open.length + table, SAME_TABLE);
      }
    }
  }
  const fixed = Int32Array.from(present, (person) => tableOf.get(person) ?? -1);
  const { groups, ...plan } = drawGroups(
    { present, history, seed, ...wishes },
    evenSizes(present.length, open.length),
    {
      places,
      fixed,
    },
  );
  return {
    ...plan,
    tables: open.map(({ id, host }, table) => ({ id, host, members: groups[table] ?? [] })),
  };
}
