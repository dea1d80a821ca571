// React's way to drafts: one at a place, or all below a place, as the page's own shape or not at all.
import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import { isUnder } from '#shared/drafts/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { ownDrafts } from './own.ts';
import type { Progress } from './box.ts';
import { isUnsent } from './record.ts';
import { takeFormer } from './former.ts';

/** What is known about a draft besides its text. `theirs`: typed elsewhere at the same time. */
export interface DraftState<T> {
  /** `none`: there is no draft. */
  readonly progress: Progress | 'none' | 'saved' | 'clash';
  readonly problem: string | null;
  /** False: this browser keeps nothing. */
  readonly isKept: boolean;
  readonly theirs: T | null;
  /** Settles a clash with what shall stand. */
  settle(value: T): void;
}

/** Old and foreign shapes are ignored. */
const read = <T>(schema: z.ZodType<T>, json: string | null | undefined): T | null => {
  if (json === null || json === undefined) return null;
  try {
    return schema.safeParse(JSON.parse(json)).data ?? null;
  } catch {
    return null;
  }
};

/** Keeps a draft at a place without watching it; null: it is sent or thrown away. */
export const keepDraft = (personId: Id, place: string, value: unknown): void => {
  ownDrafts(personId).box.keep(place, value === null ? null : JSON.stringify(value));
};

/** The draft at a place as it is now, without watching it. */
export const draftAt = <T>(personId: Id, place: string, schema: z.ZodType<T>): T | null =>
  read(schema, ownDrafts(personId).box.get(place)?.value);

/**
 * The draft at a place, for instance `document:<id>:reply:<id>`, and how to keep it; null: there is none, or it is sent.
 * `schema` must stay the same object.
 */
export const useDraft = <T>(personId: Id, place: string, schema: z.ZodType<T>) => {
  const { box } = ownDrafts(personId);
  // One by one: typing elsewhere changes none of them.
  const record = useSyncExternalStore(box.subscribe, () => box.get(place));
  const note = useSyncExternalStore(box.subscribe, () => box.note(place));
  const isKept = useSyncExternalStore(box.subscribe, box.isKept);
  const json = record?.value;
  const draft = useMemo(() => read(schema, json), [schema, json]);
  const theirs = useMemo(() => read(schema, record?.clash?.value), [schema, record?.clash?.value]);
  const keep = useCallback(
    (value: T | null) => {
      keepDraft(personId, place, value);
    },
    [personId, place],
  );

  const state: DraftState<T> = {
    progress:
      draft === null
        ? 'none'
        : record?.clash
          ? 'clash'
          : note.progress === 'idle' && record && !isUnsent(record)
            ? 'saved'
            : note.progress,
    problem: note.problem,
    isKept,
    theirs,
    settle: (value) => {
      box.settle(place, JSON.stringify(value));
    },
  };
  return [draft, keep, state] as const;
};

/** Every readable draft below a place. */
export const useDrafts = <T>(personId: Id, place: string, schema: z.ZodType<T>): readonly T[] => {
  const { box } = ownDrafts(personId);
  // As text, which is the same while nothing below this place changes.
  const values = useSyncExternalStore(box.subscribe, () =>
    JSON.stringify(box.all().flatMap((record) => (isUnder(record.place, place) ? [record.value] : []))),
  );
  return useMemo(
    () => (JSON.parse(values) as (string | null)[]).flatMap((value) => read(schema, value) ?? []),
    [values, schema],
  );
};

/** Fetches, while mounted, what was and is typed on other devices at a place and below it. */
export const useDraftsFromElsewhere = (personId: Id, place: string): void => {
  useEffect(() => ownDrafts(personId).sync.watch(place), [personId, place]);
};

/** Takes over, once, a draft that a version before kept at `former` in localStorage. */
export const useFormerDraft = <T>(
  personId: Id,
  former: string,
  schema: z.ZodType<T>,
  placeOf: (draft: T) => string,
): void => {
  const latest = useRef(placeOf);
  useEffect(() => {
    latest.current = placeOf;
  });
  useEffect(() => {
    const { box } = ownDrafts(personId);
    void box.loaded.then(() => {
      takeFormer(personId, former, (value) => {
        const draft = schema.safeParse(value).data;
        if (draft === undefined) return false;
        const place = latest.current(draft);
        // Something newer is there: the old one waits until that is sent.
        if ((box.get(place)?.value ?? null) !== null) return false;
        keepDraft(personId, place, draft);
        return true;
      });
    });
  }, [personId, former, schema]);
};
