// What was read and is not told yet: told in batches, kept in this browser while it cannot be told, and tried again until it can.
import { visitsRoutes } from '#shared/annotations/visits.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { isPassing } from '#client/kernel/passing.ts';

/** What was read is told after so long, together. */
const batchMs = 1500;
/** As many as one call may tell. */
const batchAtMost = 500;
const [firstRetryMs, lastRetryMs] = [2000, 60_000];

export interface ReadMarks {
  /** What an earlier page could not tell. */
  readonly untold: readonly (readonly [Id, string])[];
  add(threadId: Id, at: string): void;
  /** At once, for instance since the page is about to be left. */
  tell(): void;
  /** Starts to listen to the network, until it is called off. */
  watch(): () => void;
}

const stored = (key: string): [Id, string][] => {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(kept)
      ? kept.filter(
          (mark): mark is [Id, string] =>
            Array.isArray(mark) && mark.every((part) => typeof part === 'string'),
        )
      : [];
  } catch {
    return [];
  }
};

export const createReadMarks = (personId: Id, documentId: Id, retryMs = firstRetryMs): ReadMarks => {
  const key = `paperround:read:${personId}:${documentId}`;
  const untold = stored(key);
  const pending = new Map<Id, string>(untold);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const add = (id: Id, at: string) => {
    if (at > (pending.get(id) ?? '')) pending.set(id, at);
  };
  const keep = () => {
    try {
      if (pending.size === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify([...pending]));
    } catch {
      // This browser keeps nothing: untold, they are unread again on the next visit.
    }
  };
  const send = async (threads: [Id, string][]) => {
    try {
      await call(visitsRoutes.markRead, { params: { documentId }, body: { threads } }, undefined, true);
      failures = 0;
      return true;
    } catch (error) {
      if (!isPassing(error)) return true;
      for (const [id, at] of threads) add(id, at);
      return false;
    }
  };
  const tell = () => {
    clearTimeout(timer);
    timer = undefined;
    // Before they are sent: the page may be gone before the answer is there, and telling twice does no harm.
    keep();
    const marks = [...pending];
    pending.clear();
    const batches = Array.from({ length: Math.ceil(marks.length / batchAtMost) }, (_, at) =>
      marks.slice(at * batchAtMost, (at + 1) * batchAtMost),
    );
    void Promise.all(batches.map(send)).then((told) => {
      keep();
      if (told.every(Boolean)) return;
      clearTimeout(timer);
      timer = setTimeout(tell, Math.min(lastRetryMs, retryMs * 2 ** failures++));
    });
  };
  if (untold.length > 0) timer = setTimeout(tell, batchMs);

  return {
    untold,
    add: (id, at) => {
      add(id, at);
      timer ??= setTimeout(tell, batchMs);
    },
    tell,
    watch: () => {
      const onHide = () => {
        if (document.visibilityState === 'hidden') tell();
      };
      document.addEventListener('visibilitychange', onHide);
      window.addEventListener('online', tell);
      return () => {
        document.removeEventListener('visibilitychange', onHide);
        window.removeEventListener('online', tell);
        tell();
      };
    },
  };
};
