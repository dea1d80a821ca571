// Says where one reads and whether one writes, unless one would rather not; nothing is said from a tab that is not looked at.
import { useEffect, useState } from 'react';
import { readersPresence } from '#shared/annotations/readers.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { sayHere } from '#client/kernel/live.ts';
import type { Viewer } from '#client/reader/viewer.ts';

// Who turns the pages reads none of them; who pauses between two words still writes.
const restMs = 800;
const writesForMs = 8000;
const awayMs = 60_000;

const nameFor = (personId: Id) => `paperround:hides-place:${personId}`;

const load = (personId: Id): boolean => {
  try {
    return localStorage.getItem(nameFor(personId)) === null;
  } catch {
    return true;
  }
};

/** Whether others are shown where one reads: one's own choice on this device. */
export const useShowsPlace = (personId: Id) => {
  const [shows, setShows] = useState(() => load(personId));
  const keep = (value: boolean) => {
    setShows(value);
    try {
      if (value) localStorage.removeItem(nameFor(personId));
      else localStorage.setItem(nameFor(personId), 'yes');
    } catch {
      // Storage is forbidden here: it holds for as long as the page is open.
    }
  };
  return [shows, keep] as const;
};

const isWriting = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  target.closest('.annotated') !== null &&
  target.closest('textarea, [contenteditable="true"]') !== null;

/** Call it after the room of readers was joined. True while one writes. */
export const useOwnPlace = (documentId: Id, viewer: Viewer | null, shows: boolean): boolean => {
  const [writes, setWrites] = useState(false);
  useEffect(() => {
    if (!viewer) return;
    if (!shows) {
      sayHere(readersPresence, documentId, null);
      return;
    }
    let resting: ReturnType<typeof setTimeout> | undefined;
    let pausing: ReturnType<typeof setTimeout> | undefined;
    let leaving: ReturnType<typeof setTimeout> | undefined;
    let writing = false;
    const say = () => {
      setWrites(writing);
      if (!window.document.hidden)
        sayHere(readersPresence, documentId, { page: viewer.state().page - 1, writing });
    };
    let page = viewer.state().page;
    const unsubscribe = viewer.subscribe(() => {
      if (viewer.state().page === page) return;
      ({ page } = viewer.state());
      clearTimeout(resting);
      resting = setTimeout(say, restMs);
    });
    const onInput = ({ target }: Event) => {
      if (!isWriting(target)) return;
      clearTimeout(pausing);
      pausing = setTimeout(() => {
        writing = false;
        say();
      }, writesForMs);
      if (writing) return;
      writing = true;
      say();
    };
    const onVisibility = () => {
      clearTimeout(leaving);
      if (!window.document.hidden) say();
      else
        leaving = setTimeout(() => {
          sayHere(readersPresence, documentId, null);
        }, awayMs);
    };
    window.document.addEventListener('input', onInput);
    window.document.addEventListener('visibilitychange', onVisibility);
    say();
    return () => {
      unsubscribe();
      for (const timer of [resting, pausing, leaving]) clearTimeout(timer);
      setWrites(false);
      window.document.removeEventListener('input', onInput);
      window.document.removeEventListener('visibilitychange', onVisibility);
    };
  }, [documentId, viewer, shows]);
  return writes;
};
