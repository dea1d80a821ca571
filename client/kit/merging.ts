// A form's text when somebody else saved meanwhile: three-way merge, field by field, nothing typed is lost.
import { useState } from 'react';
import { Refusal } from '#shared/kernel/refusals.ts';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What is left of `mine` and `theirs`, both made from `base`; `clashes` are the fields that both changed differently. */
export const mergeFields = <T extends object>(base: T, mine: T, theirs: T) => {
  const keys = Object.keys(base) as (keyof T)[];
  const taken = keys.filter((key) => same(mine[key], base[key]));
  const merged = taken.reduce<T>((all, key) => ({ ...all, [key]: theirs[key] }), mine);
  const clashes = keys.filter(
    (key) => !taken.includes(key) && !same(theirs[key], base[key]) && !same(mine[key], theirs[key]),
  );
  return { merged, clashes };
};

interface State<T> {
  readonly base: T;
  readonly draft: T;
  readonly revision: number;
  readonly clashes: readonly (keyof T)[];
}

/** The state of a form over something that others may change too. */
export interface Merging<T> extends State<T> {
  readonly isChanged: boolean;
  change(part: Partial<T>): void;
  /** Starts over from what is saved now. */
  reset(saved: T, revision: number): void;
  /** Somebody else saved: their fields are taken over where the person changed nothing; the others wait for a choice. */
  meet(theirs: T, revision: number): void;
  /** Settles one clash by taking the other's text. */
  takeTheirs(key: keyof T): void;
}

/** Starts from `saved` in `revision`; later values of these arguments are ignored until `reset` or `meet`. */
export const useMerging = <T extends object>(saved: T, revision: number): Merging<T> => {
  const [state, setState] = useState<State<T>>({ base: saved, draft: saved, revision, clashes: [] });
  return {
    ...state,
    isChanged: !same(state.draft, state.base),
    change: (part) => {
      setState((now) => ({ ...now, draft: { ...now.draft, ...part } }));
    },
    reset: (base, next) => {
      setState({ base, draft: base, revision: next, clashes: [] });
    },
    meet: (theirs, next) => {
      setState((now) => {
        const { merged, clashes } = mergeFields(now.base, now.draft, theirs);
        return { base: theirs, draft: merged, revision: next, clashes };
      });
    },
    takeTheirs: (key) => {
      setState((now) => ({ ...now, draft: { ...now.draft, [key]: now.base[key] } }));
    },
  };
};

/** What a conflict found on the server; undefined for every other error. The caller knows its shape from the route. */
export const currentOf = (error: Error): unknown =>
  error instanceof Refusal && error.body.code === 'conflict' ? error.body.current : undefined;
