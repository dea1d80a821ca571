// What somebody searched for lately, kept in this browser for this person.
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';

const atMost = 6;
const nameOf = (personId: Id) => `paperround:searches:${personId}`;

const load = (personId: Id): string[] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(nameOf(personId)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, atMost) : [];
  } catch {
    return [];
  }
};

const store = (personId: Id, searches: readonly string[]): void => {
  try {
    if (searches.length === 0) localStorage.removeItem(nameOf(personId));
    else localStorage.setItem(nameOf(personId), JSON.stringify(searches));
  } catch {
    // No room, or storage is forbidden here: then nothing is remembered.
  }
};

/** The newest first. `remember` a search that led somewhere; `forget` them all. */
export const useRecent = (personId: Id) => {
  const [searches, setSearches] = useState(() => load(personId));
  const keep = (next: readonly string[]) => {
    setSearches([...next]);
    store(personId, next);
  };
  return {
    searches,
    remember: (search: string) => {
      if (search === '') return;
      // Another window may have remembered something meanwhile.
      keep([search, ...load(personId).filter((each) => each !== search)].slice(0, atMost));
    },
    forget: () => {
      keep([]);
    },
  };
};
