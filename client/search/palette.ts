// Opens the command palette from wherever one is; the palette itself is loaded when it is first asked for.
import { useSyncExternalStore } from 'react';

/** How often the palette was asked for. */
let asked = 0;
const listeners = new Set<() => void>();

export const openPalette = (): void => {
  asked += 1;
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};

/** Grows with every {@link openPalette}; 0 at first. */
export const usePaletteAsked = (): number => useSyncExternalStore(subscribe, () => asked);
