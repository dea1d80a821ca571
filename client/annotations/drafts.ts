// What was typed and not sent yet, kept in this browser for this person until it is sent or thrown away.
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';

const prefix = 'paperround:draft';

const load = (name: string): unknown => {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null');
  } catch {
    return null;
  }
};

const store = (name: string, value: unknown): void => {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // No room, or storage is forbidden here: the text is still on the screen.
  }
};

/** A draft for one place, for instance `reply:<thread>`; null when there is none. Mount anew for another place. */
export const useDraft = <T>(personId: Id, place: string) => {
  const name = `${prefix}:${personId}:${place}`;
  const [draft, setDraft] = useState(() => load(name) as T | null);
  const keep = (value: T | null) => {
    setDraft(value);
    store(name, value);
  };
  return [draft, keep] as const;
};
