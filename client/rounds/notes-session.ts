// One group's notes while they are open: typing goes out in batches, the others' typing comes in, nothing is lost between.
import * as Y from 'yjs';
import { Refusal } from '#shared/kernel/refusals.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { call } from '#client/kernel/call.ts';
import { callLive } from '#client/kernel/call-live.ts';
import { isPassing } from '#client/kernel/passing.ts';
import { fromBase64, openKeptNotes, toBase64 } from './kept-notes.ts';

/** Between two batches at least: the first letter after a pause goes at once. */
const batchMs = 80;
/** Bytes. */
const mergedAtMost = 50_000;
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
  // What was typed here and is not known to be on the server: what goes with the next batch.
  let unsent: Uint8Array[] = [];
  let mustLoad = true;
  let isWorking = false;
  let isClosed = false;
  let failures = 0;
  let sentAt = 0;
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
  const soon = () => {
    later(Math.max(0, sentAt + batchMs - Date.now()));
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
    const { state, mayWrite } = await call(roundsRoutes.readNotes, { params: { notesId } });
    const update = fromBase64(state);
    Y.applyUpdate(document, update, arriving);
    // Whatever is here and not there: kept from another time, or lost with a server that was put back to an older state.
    const there = Y.encodeStateVectorFromUpdate(update);
    const known = Y.decodeStateVector(there);
    const isMissing = [...Y.decodeStateVector(Y.encodeStateVector(document))].some(
      ([writer, clock]) => clock > (known.get(writer) ?? 0),
    );
    if (isMissing && mayWrite) unsent = [Y.encodeStateAsUpdate(document, there)];
    mustLoad = false;
    say({ state: { kind: unsent.length > 0 ? 'sending' : 'saved' } });
  };

  const send = async () => {
    const sending = unsent;
    unsent = [];
    sentAt = Date.now();
    say({ state: { kind: 'sending' } });
    try {
      // Many updates tell again and again what is deleted by now; the whole document tells it once.
      const merged = Y.mergeUpdates(sending);
      const update = toBase64(merged.length > mergedAtMost ? Y.encodeStateAsUpdate(document) : merged);
      // What failed goes another way the next time.
      const way = failures === 0 ? callLive : call;
      await way(roundsRoutes.changeNotes, { params: { notesId }, body: { update } });
    } catch (error) {
      unsent = [...sending, ...unsent];
      throw error;
    }
    // Typed meanwhile: that goes with the next batch.
    if (unsent.length > 0) return;
    kept.forget();
    say({ state: { kind: 'saved' }, savedAt: Date.now() });
  };

  const step = async () => {
    clearTimeout(timer);
    if (isWorking) return;
    isWorking = true;
    try {
      if (mustLoad) await load();
      if (unsent.length > 0) await send();
      failures = 0;
      if (unsent.length > 0 || mustLoad) soon();
    } catch (error) {
      fail(error);
    } finally {
      isWorking = false;
    }
  };

  document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === arriving) return;
    unsent.push(update);
    kept.keep(document);
    if (status.state.kind === 'saved' || status.state.kind === 'refused') say({ state: { kind: 'sending' } });
    if (failures === 0 && !isClosed && !isWorking) soon();
  });

  const apply = (update: Uint8Array) => {
    Y.applyUpdate(document, update, arriving);
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
      const before = kept.restore(document, arriving);
      // Deleting leaves no trace in what is compared at loading: what was kept goes out as it is.
      if (before) unsent.push(before);
      mustLoad = true;
      void step();
    },
    close: () => {
      isClosed = true;
      if (unsent.length > 0) void step();
      else clearTimeout(timer);
    },
  };
};
