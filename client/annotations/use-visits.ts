// Goes to where the address leads each time that it is followed; the browser's back and forward lead to where one was.
import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import type { Place } from '#client/reader/history.ts';

/** An entry of the browser's history, by a key of its own. */
export interface Visit {
  /** The entry that the browser is at, also while the page is still given what belongs to the former one. */
  readonly going: string | undefined;
  /** The entry whose parameters the page has been given. */
  readonly at: string | undefined;
  /** Made by the page itself, to keep in the address what is open: nobody went anywhere. */
  readonly own: boolean;
  /** Counts the links that were followed to the very address where one is: they make no entry. */
  readonly again: number;
}

interface Pane {
  here(): Place | null;
  goToPlace(place: Place): void;
}

/** `go` is called for every entry after the first that is new; to others it is gone back. */
export const useVisits = ({ going, at, own, again }: Visit, pane: Pane | null, go: () => void): void => {
  const left = useRef(new Map<string, Place>());
  const leave = useEffectEvent((key: string) => {
    const here = pane?.here();
    if (here) left.current.set(key, here);
  });
  // Before anything of the new entry has moved the pages.
  useLayoutEffect(() => {
    if (going === undefined) return;
    return () => {
      leave(going);
    };
  }, [going]);

  const arrive = useEffectEvent((key: string) => {
    const place = left.current.get(key);
    if (place) pane?.goToPlace(place);
    else if (!own) go();
  });
  const isFirst = useRef(true);
  useEffect(() => {
    if (at === undefined) return;
    if (!isFirst.current) arrive(at);
    isFirst.current = false;
  }, [at]);
  const goAgain = useEffectEvent(go);
  useEffect(() => {
    if (again > 0) goAgain();
  }, [again]);
};
