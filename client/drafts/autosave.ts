// Carries what is filled in to where it is saved by revision; until it is there it is a draft, on this device and the person's others.
import { z } from 'zod';
import type { Id } from '#shared/kernel/primitives.ts';
import { mergeFields } from '#client/kit/merging.ts';
import { draftAt, keepDraft } from './use-draft.ts';

export interface Saved<T> {
  readonly value: T;
  readonly revision: number;
}

/** What is not on the server yet, made from `base` in `revision`; `id` is what it is about. */
export interface AutosaveDraft<T> extends Saved<T> {
  readonly id: string;
  readonly base: T;
}

/** `loose`: without the limits of the contract, for what is too long is kept as well. */
export const autosaveDraftSchema = <T>(loose: z.ZodType<T>): z.ZodType<AutosaveDraft<T>> =>
  z.object({ id: z.string(), value: loose, base: loose, revision: z.number() });

/** Null: nothing there. */
export type Field = string | number | null;

/** How one kind of thing is compared and put together, field by field; `schema` must stay the same object. */
export interface Way<T> {
  readonly schema: z.ZodType<AutosaveDraft<T>>;
  areSame(one: T, other: T): boolean;
  /** Every field that has something, by its name. */
  flatten(value: T): Readonly<Record<string, Field>>;
  withField(value: T, field: string, to: Field): T;
}

export interface Target<T> {
  readonly personId: Id;
  readonly place: string;
  readonly id: string;
  readonly way: Way<T>;
  /** Saves from a known revision; whoever reads it is shown the outcome. */
  send(value: T, revision: number): Promise<Saved<T>>;
  /** Whether this refusal is a conflict; then whoever reads it is shown what the other one saved. */
  meet(error: Error): boolean;
}

export const fieldOf = <T>({ flatten }: Pick<Way<T>, 'flatten'>, value: T, field: string): Field =>
  flatten(value)[field] ?? null;

/** What is left of `mine` and `theirs`, both made from `base`; `clashes` are the fields that both changed differently. */
export const mergeByField = <T>(
  { flatten, withField }: Pick<Way<T>, 'flatten' | 'withField'>,
  base: T,
  mine: T,
  theirs: T,
): { merged: T; clashes: string[] } => {
  const all = [base, mine, theirs].map(flatten);
  const nothing = Object.fromEntries(all.flatMap((flat) => Object.keys(flat).map((key) => [key, null])));
  const [from, one, other] = all.map((flat) => ({ ...nothing, ...flat })) as [
    Record<string, Field>,
    Record<string, Field>,
    Record<string, Field>,
  ];
  const { merged, clashes } = mergeFields(from, one, other);
  return {
    merged: Object.entries(merged).reduce((value, [field, to]) => withField(value, field, to), mine),
    clashes,
  };
};

/** By place. */
const underWay = new Map<string, Promise<void>>();

const sendOnce = async <T>({ personId, place, way, send, meet }: Target<T>, draft: AutosaveDraft<T>) => {
  try {
    const saved = await send(draft.value, draft.revision);
    const now = draftAt(personId, place, way.schema);
    if (!now) return;
    const isSaved = way.areSame(now.value, draft.value);
    // What was typed meanwhile goes on from what the server has now.
    keepDraft(personId, place, isSaved ? null : { ...now, base: saved.value, revision: saved.revision });
  } catch (error) {
    // Somebody else was first: whoever has it open puts both together.
    if (!(error instanceof Error) || !meet(error)) throw error;
  }
};

/** Sends the draft of a target, one at a time; nothing where there is none. Throws what the server refused. */
export const sendAutosaved = async <T>(target: Target<T>): Promise<void> => {
  const { personId, place, way } = target;
  const before = underWay.get(place);
  if (before) {
    await before;
    return;
  }
  const draft = draftAt(personId, place, way.schema);
  if (!draft) return;
  const sending = sendOnce(target, draft).finally(() => underWay.delete(place));
  underWay.set(place, sending);
  await sending;
};
