// Something while somebody fills it in: typed here, saved by itself in the pauses, met by what others save, never lost.
import { useEffect, useMemo, useRef, useState } from 'react';
import { isPassing } from '#client/kernel/passing.ts';
import {
  fieldOf,
  mergeByField,
  sendAutosaved,
  type AutosaveDraft,
  type Field,
  type Saved,
  type Target,
} from './autosave.ts';
import { useDraft } from './use-draft.ts';

/** After the last keystroke; shorter than the pause after which a draft is sent, so that most never are. Milliseconds. */
const pauseMs = 700;
const firstRetryMs = 1000;
const lastRetryMs = 30_000;

export interface Autosave<T> {
  readonly value: T;
  /** `clash`: somebody else changed the same; `away`: kept here and tried again; `refused`: see `problem`. */
  readonly progress: 'saved' | 'saving' | 'away' | 'refused' | 'clash';
  readonly problem: string | null;
  /** A field that was changed here and elsewhere, with both. */
  readonly clashes: readonly { readonly field: string; readonly mine: Field; readonly theirs: Field }[];
  change(next: (value: T) => T): void;
  settle(field: string, choice: 'mine' | 'theirs'): void;
}

/** `saved` is what the server has, as far as this page knows. */
export const useAutosave = <T>(target: Target<T>, saved: Saved<T>): Autosave<T> => {
  const { personId, place, id, way } = target;
  const [draft, keep, { isKept }] = useDraft(personId, place, way.schema);
  const [failure, setFailure] = useState<{ of: string; count: number; error: unknown } | null>(null);
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });

  const isBehind = draft !== null && saved.revision > draft.revision;
  const { merged, clashes } = useMemo(
    () =>
      isBehind
        ? mergeByField(way, draft.base, draft.value, saved.value)
        : { merged: draft?.value ?? saved.value, clashes: [] },
    [way, isBehind, draft, saved.value],
  );
  const isClash = clashes.length > 0;

  // Nothing to choose: what both have goes on from what the server has.
  useEffect(() => {
    if (!isBehind || isClash) return;
    keep(
      way.areSame(merged, saved.value)
        ? null
        : { ...draft, value: merged, base: saved.value, revision: saved.revision },
    );
  }, [way, isBehind, isClash, draft, merged, saved, keep]);

  const text = draft && JSON.stringify(draft);
  const failures = failure?.of === text ? failure.count : 0;
  const isRefused = failures > 0 && !isPassing(failure?.error);
  useEffect(() => {
    if (text === null || isBehind || isRefused) return;
    const wait = failures === 0 ? pauseMs : Math.min(lastRetryMs, firstRetryMs * 2 ** failures);
    const timer = setTimeout(() => {
      sendAutosaved(latest.current).catch((error: unknown) => {
        setFailure({ of: text, count: failures + 1, error });
      });
    }, wait);
    return () => {
      clearTimeout(timer);
    };
  }, [text, isBehind, isRefused, failures, place]);
  useEffect(() => {
    const here = latest.current;
    const again = () => void sendAutosaved(here).catch(() => undefined);
    window.addEventListener('online', again);
    return () => {
      window.removeEventListener('online', again);
      // Left before the pause was over.
      again();
    };
  }, [place]);

  const current = (): AutosaveDraft<T> =>
    draft ?? { id, value: saved.value, base: saved.value, revision: saved.revision };
  const away = isKept
    ? 'Offline. Kept on this device, sent when the server is back.'
    : 'Offline, and this browser keeps nothing: leave the page open.';
  const value = isClash ? (draft?.value ?? merged) : merged;
  const progressOfDraft = isRefused ? 'refused' : failures > 0 ? 'away' : 'saving';
  return {
    value,
    progress: isClash ? 'clash' : draft === null ? 'saved' : progressOfDraft,
    problem:
      failures === 0 ? null : isRefused && failure?.error instanceof Error ? failure.error.message : away,
    clashes: clashes.map((field) => ({
      field,
      mine: fieldOf(way, value, field),
      theirs: fieldOf(way, saved.value, field),
    })),
    change: (next) => {
      keep({ ...current(), value: next(current().value) });
    },
    settle: (field, choice) => {
      const from = current();
      const theirs = fieldOf(way, saved.value, field);
      // Made from theirs, mine is a change of its own; and theirs is no change any more.
      keep(
        choice === 'mine'
          ? { ...from, base: way.withField(from.base, field, theirs) }
          : { ...from, value: way.withField(from.value, field, theirs) },
      );
    },
  };
};
