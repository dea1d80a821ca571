// A value that can be read, changed and watched; fits React's useSyncExternalStore.

export interface Store<T> {
  state(): T;
  subscribe(listener: () => void): () => void;
}

interface WritableStore<T> extends Store<T> {
  set(change: Partial<T>): void;
}

export function createStore<T extends object>(initial: T): WritableStore<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  return {
    state: () => current,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    set(change) {
      current = { ...current, ...change };
      for (const listener of listeners) listener();
    },
  };
}
