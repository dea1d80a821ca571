// The groups of a round by its method: new ones, the next tables of a café, the two steps of a jigsaw.
import type { PersonId } from './groups.ts';
import { planExperts, planMixed } from './jigsaw.ts';
import type { Method } from './methods.ts';
import { planRound, type RoundPlan, type RoundRequest } from './plan.ts';
import { fitTables } from './tables.ts';
import { planCafe, type Table } from './world-cafe.ts';

/** A group of a meeting's round. `part` counts from 0 and is that of an expert group; `host` is who stays at a table of a café. */
export interface MethodGroup {
  number: number;
  members: readonly PersonId[];
  part?: number;
  host?: PersonId;
}

export interface MethodRound {
  method: Method;
  groups: readonly MethodGroup[];
}

export interface MethodRequest extends RoundRequest {
  method: Method;
  /** How many parts a jigsaw that begins has. */
  parts: number;
  /** The rounds of this meeting so far, oldest first. */
  before: readonly MethodRound[];
}

export interface MethodPlan extends Pick<RoundPlan, 'repeats' | 'unmet'> {
  groups: MethodGroup[];
}

/** Whether the next round of this method continues what the last one began. */
export function goesOn(method: Method, before: readonly MethodRound[]): boolean {
  const last = before.at(-1);
  if (last?.method !== method) return false;
  return method === 'cafe' || (method === 'jigsaw' && last.groups.some(({ part }) => part !== undefined));
}

/** Throws RangeError as {@link planRound} and {@link planExperts} do. */
export function planByMethod({ method, parts, before, ...request }: MethodRequest): MethodPlan {
  const isGoingOn = goesOn(method, before);
  if (method === 'cafe' && isGoingOn) return nextTables(before, request);
  if (method === 'jigsaw' && !isGoingOn) {
    const { groups, partOf, ...plan } = planExperts({ ...request, parts });
    return {
      ...plan,
      groups: groups.map((members, number) => ({ number, members, part: partOf[number] ?? 0 })),
    };
  }
  const { groups, ...plan } =
    method === 'jigsaw' ? planMixed({ ...request, experts: expertsOf(before) }) : planRound(request);
  return { ...plan, groups: groups.map((members, number) => ({ number, members })) };
}

function nextTables(before: readonly MethodRound[], request: RoundRequest): MethodPlan {
  const first = before.findLastIndex(({ method }) => method !== 'cafe') + 1;
  const rounds = before.slice(first).map(({ groups }) =>
    groups.map(({ number, members, host }): Table => ({
      id: number,
      members: [...members],
      host: host ?? members[0] ?? '',
    })),
  );
  const nextId = Math.max(...rounds.flat().map(({ id }) => id)) + 1;
  const last = fitTables(rounds.at(-1) ?? [], request.present, request, nextId);
  const { tables, ...plan } = planCafe({ ...request, before: [...rounds.slice(0, -1), last] });
  return { ...plan, groups: tables.map(({ id, ...table }) => ({ number: id, ...table })) };
}

/** The people of each part in the last round. */
function expertsOf(before: readonly MethodRound[]): PersonId[][] {
  const groups = before.at(-1)?.groups ?? [];
  const parts = Math.max(...groups.map(({ part }) => part ?? 0)) + 1;
  return Array.from({ length: parts }, (_, part) =>
    groups.filter((group) => group.part === part).flatMap(({ members }) => members),
  );
}
