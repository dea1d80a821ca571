// A choice on the live page that a reload brings back, as long as the tab is there.
import { useState } from 'react';

const read = (key: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
};

/** Like `useState`; `place` names the choice, and what was kept must pass `fits`. */
export const useKept = <T extends string | number>(
  place: string,
  initial: T,
  fits: (value: unknown) => value is T,
): [T, (value: T) => void] => {
  const key = `paperround:shown:${place}`;
  const [value, setValue] = useState<T>(() => {
    const kept = read(key);
    return fits(kept) ? kept : initial;
  });
  return [
    value,
    (next) => {
      setValue(next);
      try {
        sessionStorage.setItem(key, JSON.stringify(next));
      } catch {
        // A device that keeps nothing begins at the beginning.
      }
    },
  ];
};
