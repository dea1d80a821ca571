// What one did in class and the server does not know yet: kept on this device, sent in order, tried again when the network is back.
import { z } from 'zod';
import { newId } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { groupStates } from '#shared/reporting/rules.ts';
import { isPassing } from '#client/kernel/passing.ts';

const actSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('say'), notesId: z.string(), state: z.enum(groupStates) }),
  z.object({ do: z.literal('hand'), isUp: z.boolean() }),
  z.object({ do: z.literal('vote'), pointId: z.string(), isMine: z.boolean() }),
  z.object({
    ...{ do: z.literal('add'), pointId: z.string(), notesId: z.string(), roundId: z.string() },
    ...{ group: z.number(), question: z.number(), text: z.string(), place: z.number() },
    threadId: z.string().nullable(),
  }),
  z.object({ do: z.literal('reword'), pointId: z.string(), text: z.string(), revision: z.number() }),
  z.object({ do: z.literal('move'), pointId: z.string(), place: z.number() }),
  z.object({ do: z.literal('remove'), pointId: z.string() }),
]);
export type Act = z.infer<typeof actSchema>;

const entrySchema = z.object({ id: z.string(), at: z.number(), act: actSchema });
/** `problem`: the server does not take it; it stays here until the person has decided. `hasFailed`: the way to it was away. */
export interface Entry extends z.infer<typeof entrySchema> {
  readonly hasFailed?: boolean;
  readonly problem?: string;
}

/** What an act is about: a later one about the same replaces an earlier one that has not been sent yet. */
const aboutOf = (act: Act): string => {
  if (act.do === 'hand') return 'hand';
  return `${act.do} ${act.do === 'say' ? act.notesId : act.pointId}`;
};

export interface Outbox {
  readonly entries: () => readonly Entry[];
  subscribe(changed: () => void): () => void;
  add(act: Act): void;
  /** The connection is back: does not wait for the next try. */
  retry(): void;
  /** Tries a refused entry again. */
  again(id: string): void;
  drop(id: string): void;
  /** Begins to send; what an earlier visit left is sent too. */
  open(): void;
  close(): void;
}

interface Parts {
  /** Names what is kept on this device. */
  readonly place: string;
  readonly send: (act: Act) => Promise<void>;
  readonly retryFirstMs?: number;
}

const retryAtMostMs = 15_000;
const attempt = <T>(action: () => T, otherwise: T): T => {
  try {
    return action();
  } catch {
    return otherwise;
  }
};
const isWorthRepeating = (error: unknown) =>
  isPassing(error) || (error instanceof Refusal && error.body.code === 'signed_out');

/** An outbox at rest; every entry has a key of its own on the device, so that two tabs do not erase each other's. */
export const createOutbox = ({ place, send, retryFirstMs = 1000 }: Parts): Outbox => {
  const prefix = `paperround:class:${place}:`;
  const listeners = new Set<() => void>();
  let entries: readonly Entry[] = [];
  let sendingId: string | undefined;
  let isOpen = false;
  let failures = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const change = (next: readonly Entry[]) => {
    entries = next;
    for (const listener of listeners) listener();
  };
  const forget = (id: string) => {
    attempt(() => {
      localStorage.removeItem(prefix + id);
    }, undefined);
    change(entries.filter((entry) => entry.id !== id));
  };

  const step = async (): Promise<void> => {
    clearTimeout(timer);
    const next = entries.find(({ problem }) => problem === undefined);
    if (!isOpen || sendingId !== undefined || !next) return;
    sendingId = next.id;
    try {
      await send(next.act);
      failures = 0;
      forget(next.id);
    } catch (error) {
      if (isWorthRepeating(error)) {
        failures += 1;
        change(entries.map((entry) => (entry.id === next.id ? { ...entry, hasFailed: true } : entry)));
        timer = setTimeout(() => void step(), Math.min(retryAtMostMs, retryFirstMs * 2 ** (failures - 1)));
        return;
      }
      failures = 0;
      const problem = error instanceof Error ? error.message : String(error);
      change(entries.map((entry) => (entry.id === next.id ? { ...entry, problem } : entry)));
    } finally {
      sendingId = undefined;
    }
    await step();
  };

  const restore = () => {
    const keys = attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), []);
    const known = new Set(entries.map(({ id }) => id));
    const kept = keys.flatMap((key) =>
      attempt(() => [entrySchema.parse(JSON.parse(localStorage.getItem(key) ?? ''))], []),
    );
    const found = kept.filter(({ id }) => !known.has(id)).sort((one, other) => one.at - other.at);
    if (found.length > 0) change([...found, ...entries]);
  };

  return {
    entries: () => entries,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
    add: (act) => {
      const about = aboutOf(act);
      const stale = entries.filter(({ id, act: other }) => id !== sendingId && aboutOf(other) === about);
      // The words that an edit started from are those of the first one that was not sent.
      const [first] = stale;
      const sent: Act =
        act.do === 'reword' && first?.act.do === 'reword' && first.problem === undefined
          ? { ...act, revision: first.act.revision }
          : act;
      for (const { id } of stale) forget(id);
      const entry: Entry = { id: newId(), at: Date.now(), act: sent };
      attempt(() => {
        localStorage.setItem(prefix + entry.id, JSON.stringify(entry));
      }, undefined);
      change([...entries, entry]);
      if (failures === 0) void step();
    },
    retry: () => {
      failures = 0;
      void step();
    },
    again: (id) => {
      change(
        entries.map(({ problem, ...entry }) => (entry.id === id || !problem ? entry : { ...entry, problem })),
      );
      void step();
    },
    drop: (id) => {
      forget(id);
    },
    open: () => {
      isOpen = true;
      restore();
      void step();
    },
    close: () => {
      isOpen = false;
      clearTimeout(timer);
    },
  };
};
