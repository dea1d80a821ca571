// All drafts of one person on this page: in memory first, then in the browser's storage and in the other tabs.
import type { Id } from '#shared/kernel/primitives.ts';
import { blank, isSpent, recordSchema, settled, typed, type DraftRecord } from './record.ts';
import type { Shelf } from './shelf.ts';

/** What is under way with a draft; nothing is: it is on the server, or waits for a pause in the typing. */
export type Progress = 'idle' | 'sending' | 'away' | 'refused' | 'too_long';

interface Note {
  readonly progress: Progress;
  /** Why the server did not take it. */
  readonly problem: string | null;
}
const idle: Note = { progress: 'idle', problem: null };

/** `typed` here and now, in another `tab`, or changed by something that need not be sent on. */
export type Cause = 'typed' | 'tab' | 'known';

export interface DraftBox {
  readonly personId: Id;
  /** What this browser had kept is there. */
  readonly loaded: Promise<void>;
  /** False: this browser keeps nothing, only the page and the server do. */
  isKept(): boolean;
  subscribe(listener: (place: string, cause: Cause) => void): () => void;
  get(place: string): DraftRecord | undefined;
  all(): readonly DraftRecord[];
  /** Keeps what was typed; null: sent or thrown away. */
  keep(place: string, value: string | null): void;
  /** Settles a clash. */
  settle(place: string, value: string): void;
  /** Takes over what the server said. */
  put(record: DraftRecord): void;
  note(place: string): Note;
  setNote(place: string, progress: Progress, problem?: string | null): void;
  close(): void;
}

interface Parts {
  readonly personId: Id;
  readonly shelf: Shelf;
  /** To the other tabs of this browser; null where there is no such thing. */
  readonly channel: BroadcastChannel | null;
  readonly now: () => number;
}

export const createDraftBox = ({ personId, shelf, channel, now }: Parts): DraftBox => {
  const records = new Map<string, DraftRecord>();
  const notes = new Map<string, Note>();
  const listeners = new Set<(place: string, cause: Cause) => void>();
  let kept = true;

  const changed = (place: string, cause: Cause) => {
    for (const listener of [...listeners]) listener(place, cause);
  };

  const show = (record: DraftRecord, cause: Cause) => {
    records.set(record.place, record);
    changed(record.place, cause);
  };

  const put = (record: DraftRecord, cause: Cause) => {
    show(record, cause);
    channel?.postMessage(record);
    const stored = isSpent(record) ? shelf.remove(record.place) : shelf.write(record);
    void stored.then((isStored) => {
      if (isStored === kept) return;
      kept = isStored;
      changed(record.place, 'known');
    });
  };

  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    // A tab with an older or newer build may speak otherwise.
    const record = recordSchema.safeParse(data).data;
    if (record) show(record, 'tab');
  });

  const loaded = shelf.readAll().then((found) => {
    for (const record of found) {
      const here = records.get(record.place);
      // Typed in the moment before this was read: the kept text must not be lost behind it.
      if (!here) show(record, 'known');
      else if (here.value !== null && record.value !== null && here.value !== record.value)
        show({ ...here, clash: { value: record.value, revision: record.revision } }, 'known');
    }
    changed('', 'known');
  });

  return {
    personId,
    loaded,
    isKept: () => kept,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    get: (place) => records.get(place),
    all: () => [...records.values()],
    keep: (place, value) => {
      put(typed(records.get(place) ?? blank(place), value, now()), 'typed');
    },
    settle: (place, value) => {
      const record = records.get(place);
      if (record) put(settled(record, value, now()), 'typed');
    },
    put: (record) => {
      put(record, 'known');
    },
    note: (place) => notes.get(place) ?? idle,
    setNote: (place, progress, problem = null) => {
      const before = notes.get(place) ?? idle;
      if (before.progress === progress && before.problem === problem) return;
      if (progress === 'idle') notes.delete(place);
      else notes.set(place, { progress, problem });
      changed(place, 'known');
    },
    close: () => {
      channel?.close();
    },
  };
};
