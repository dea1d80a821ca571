// Does what waits one at a time, and again after a failure, later each time.
interface Parts<Item extends string> {
  readonly act: (item: Item) => Promise<void>;
  /** How long to wait after so many failures in a row, ms. */
  readonly waitAfter: (failures: number) => number;
  readonly onFailure: (what: string, failures: number, error: unknown) => void;
}

export interface Turns<Item extends string> {
  /** What waits already is not done twice. Answers at once. */
  add(items: readonly Item[]): void;
  /** Does something else than an item, and again until it succeeds; `what` names it in failures. Answers at once. */
  insist(what: string, act: () => Promise<void>): void;
  /** In a row, up to now. */
  failuresOf(what: string): number;
  /** New hope: as if it had never failed. */
  forgive(what: string): void;
  isClosing(): boolean;
  readonly signal: AbortSignal;
  /** Begins nothing any more, and waits for what is running. */
  close(): Promise<void>;
}

export const takeTurns = <Item extends string>(parts: Parts<Item>): Turns<Item> => {
  const { act, waitAfter, onFailure } = parts;
  const closing = new AbortController();
  const failures = new Map<string, number>();
  const alarms = new Set<NodeJS.Timeout>();
  const waiting = new Set<Item>();
  let running: Promise<void> | null = null;
  const isClosing = () => closing.signal.aborted;

  const tryAgain = (what: string, again: () => void, error: unknown) => {
    if (isClosing()) return;
    const count = (failures.get(what) ?? 0) + 1;
    failures.set(what, count);
    onFailure(what, count, error);
    const alarm = setTimeout(() => {
      alarms.delete(alarm);
      again();
    }, waitAfter(count)).unref();
    alarms.add(alarm);
  };

  const work = async () => {
    for (const item of waiting) {
      waiting.delete(item);
      try {
        await act(item);
        failures.delete(item);
      } catch (error) {
        tryAgain(
          item,
          () => {
            add([item]);
          },
          error,
        );
      }
      if (isClosing()) return;
    }
  };
  const add = (items: readonly Item[]) => {
    if (isClosing()) return;
    for (const item of items) waiting.add(item);
    running ??= work().finally(() => {
      running = null;
      if (waiting.size > 0) add([]);
    });
  };
  const insist = (what: string, once: () => Promise<void>) => {
    once().catch((error: unknown) => {
      tryAgain(
        what,
        () => {
          insist(what, once);
        },
        error,
      );
    });
  };

  return {
    ...{ add, insist, isClosing, signal: closing.signal },
    failuresOf: (what) => failures.get(what) ?? 0,
    forgive: (what) => {
      failures.delete(what);
    },
    close: async () => {
      closing.abort();
      alarms.forEach(clearTimeout);
      await running;
    },
  };
};
