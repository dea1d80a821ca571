// Whether the server has said that it cannot store, or cannot reach its database, and the word to everybody when that is over.
import { Refusal } from '#shared/kernel/refusals.ts';

type Kind = 'disk_full' | 'database_away';

/** Another object each time it begins. */
export interface Trouble {
  readonly kind: Kind;
}

/** Asked again so often whether it is over (ms), not by a whole class in the same moment. */
const askEveryMs = 3000;
const jitterMs = 2000;

let trouble: Trouble | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

const set = (now: Kind | null): void => {
  if ((trouble?.kind ?? null) === now) return;
  const isOver = now === null;
  trouble = now && { kind: now };
  for (const listener of listeners) listener();
  // Whatever waits for the network waits for this as well: drafts, outboxes and uploads go out at once.
  if (isOver) window.dispatchEvent(new Event('online'));
};

/** What `/readyz` says about it; undefined: nothing that is understood, as when a proxy keeps that address to itself. */
const ask = async (): Promise<Kind | null | undefined> => {
  const answer = (await (await fetch('/readyz', { cache: 'no-store' })).json()) as {
    ok?: unknown;
    reasons?: readonly string[];
    warnings?: readonly string[];
  };
  if (answer.reasons?.includes('database_away')) return 'database_away';
  if (answer.warnings?.includes('disk_full')) return 'disk_full';
  return typeof answer.ok === 'boolean' ? null : undefined;
};

const askAgain = (): void => {
  timer ??= setTimeout(
    () => {
      timer = undefined;
      ask()
        // Not understood: the next write will say it again.
        .then((now) => now ?? null)
        // Not reached at all: as it was.
        .catch(() => trouble?.kind ?? null)
        .then((now) => {
          set(now);
          if (now) askAgain();
        })
        .catch(() => undefined);
    },
    askEveryMs + Math.random() * jitterMs,
  );
};

/** Hears how a call was refused. */
export const hearRefusal = (error: unknown): void => {
  if (!(error instanceof Refusal) || error.body.code !== 'unavailable') return;
  const { reason } = error.body;
  if (reason !== 'disk_full' && reason !== 'database_away') return;
  set(reason);
  askAgain();
};

/** The trouble there is now, for `useSyncExternalStore`. */
export const troubleNow = (): Trouble | null => trouble;

export const onTrouble = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
};
