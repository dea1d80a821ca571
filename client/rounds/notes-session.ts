// One group's notes while they are open: typing goes out in batches, the others' typing comes in, nothing is lost between.
import * as Y from 'yjs';
import { Refusal } from '#shared/kernel/refusals.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { call } from '#client/kernel/call.ts';
import { isPassing } from '#client/kernel/passing.ts';
import { fromBase64, openKeptNotes, toBase64 } from './kept-notes.ts';

const batchMs = 150;
const retryFirstMs = 1000;
const retryAtMostMs = 30_000;

/** `refused`: the server does not take it; what was typed stays here. `offline`: it is tried again. */
export type NotesState =
  | { readonly kind: 'opening' | 'saved' | 'sending' | 'offline' }
  | { readonly kind: 'refused'; readonly message: string };

export interface NotesStatus {
  readonly state: NotesState;
  /** By this device's clock, milliseconds since 1970; undefined until something was saved here. */
  readonly savedAt: number | undefined;
}

export interface NotesSession {
  readonly document: Y.Doc;
  /** What the person typed carries this origin. */
  readonly typing: unknown;
  readonly status: () => NotesStatus;
  subscribe(changed: () => void): () => void;
  /** The others' typing, as the room tells it. */
  receive(update: string): void;
  /** Holds the others' typing back while a word is being composed: a text that changes under it would break it. */
  hold(isHeld: boolean): void;
  /** Asks for everything again: facts were missed, or rights changed. */
  reload(): void;
  /** The connection is back: does not wait for the next attempt. */
  retry(): void;
  /** Begins to read and send; opening again after closing goes on. */
  open(): void;
  /** Sends what is left and then rests. */
  close(): void;
}

// Worth trying again by itself: the network or the server was away.
const isWorthRepeating = (error: unknown) =>
  isPassing(error) || (error instanceof Refusal && error.body.code === 'signed_out');

/** The notes of a group, at rest until they are opened. */
export const createNotesSession = (notesId: string): NotesSession => {
  const document = new Y.Doc();
  const typing = Symbol('typing');
  const arriving = Symbol('arriving');
  const kept = openKeptNotes(notesId, document.clientID);
  const listeners = new Set<() => void>();
  let status: NotesStatus = { state: { kind: 'opening' }, savedAt: undefined };
  // What the server is known to have, per writer.
  let acknowledged = new Map<number, number>();
  let mustLoad = true;
  let isUnsent = false;
  let isSending = false;
  let isClosed = false;
  let failures = 0;
  let held: Uint8Array[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (part: Partial<NotesStatus>) => {
    status = { ...status, ...part };
    for (const listener of listeners) listener();
  };
  const later = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void step(), ms);
  };
  const fail = (error: unknown) => {
    if (isWorthRepeating(error)) {
      failures += 1;
      say({ state: { kind: 'offline' } });
      later(Math.min(retryAtMostMs, retryFirstMs * 2 ** (failures - 1)));
    } else
      say({ state: { kind: 'refused', message: error instanceof Error ? error.message : String(error) } });
  };

  const load = async () => {
    const { state } = await call(roundsRoutes.readNotes, { params: { notesId } });
    const update = fromBase64(state);
    Y.applyUpdate(document, update, arriving);
    acknowledged = Y.decodeStateVector(Y.encodeStateVectorFromUpdate(update));
    mustLoad = false;
    say({ state: { kind: isUnsent ? 'sending' : 'saved' } });
  };

  const send = async () => {
    const vector = Y.encodeStateVector(document);
    const update = Y.encodeStateAsUpdate(document, Y.encodeStateVector(acknowledged));
    isUnsent = false;
    say({ state: { kind: 'sending' } });
    try {
      await call(roundsRoutes.changeNotes, { params: { notesId }, body: { update: toBase64(update) } });
    } catch (error) {
      isUnsent = true;
      throw error;
    }
    acknowledged = Y.decodeStateVector(vector);
    // Typed meanwhile: that goes with the next batch.
    if (isUnsent as boolean) return;
    kept.forget();
    say({ state: { kind: 'saved' }, savedAt: Date.now() });
  };

  const step = async () => {
    clearTimeout(timer);
    if (isSending) return;
    isSending = true;
    try {
      if (mustLoad) await load();
      if (isUnsent) await send();
      failures = 0;
      if (isUnsent || mustLoad) later(batchMs);
    } catch (error) {
      fail(error);
    } finally {
      isSending = false;
    }
  };

  document.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === arriving) return;
    isUnsent = true;
    kept.keep(document);
    if (status.state.kind === 'saved' || status.state.kind === 'refused') say({ state: { kind: 'sending' } });
    if (failures === 0 && !isClosed) later(batchMs);
  });

  const apply = (update: Uint8Array) => {
    Y.applyUpdate(document, update, arriving);
    // All of the others' typing comes from the server. Own typing is acknowledged by the answer to its sending.
    for (const [writer, clock] of Y.decodeStateVector(Y.encodeStateVector(document)))
      if (writer !== document.clientID && !isUnsent && !isSending) acknowledged.set(writer, clock);
  };

  return {
    document,
    typing,
    status: () => status,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
    receive: (update) => {
      const bytes = fromBase64(update);
      if (held) held.push(bytes);
      else apply(bytes);
    },
    hold: (isHeld) => {
      const waiting = held ?? [];
      held = isHeld ? waiting : undefined;
      if (!isHeld) for (const update of waiting) apply(update);
    },
    reload: () => {
      mustLoad = true;
      void step();
    },
    retry: () => {
      failures = 0;
      if (status.state.kind === 'offline') void step();
    },
    open: () => {
      isClosed = false;
      if (kept.restore(document, arriving)) isUnsent = true;
      mustLoad = true;
      void step();
    },
    close: () => {
      isClosed = true;
      if (isUnsent) void step();
      else clearTimeout(timer);
    },
  };
};
