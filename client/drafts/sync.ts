// Carries drafts to the server in the pauses of typing and again after every failure, and takes over what other devices typed.
import { draftLimits, isUnder, type Draft } from '#shared/drafts/contract.ts';
import { isPassing } from '#client/kernel/passing.ts';
import { currentOf } from '#client/kit/merging.ts';
import type { DraftBox } from './box.ts';
import { answered, blank, isUnsent, met, trying, type DraftRecord } from './record.ts';

/** Sent so long after the last keystroke; what another tab typed only if that tab does not; milliseconds. */
const pauseMs = 1000;
const otherTabMs = 10_000;
/** Doubled with every failure in a row. */
const firstRetryMs = 1000;
const lastRetryMs = 30_000;
const dayMs = 24 * 3600 * 1000;
/** The browser takes 64 KiB of requests that outlive the page, with their headers. */
const outlivingCharacters = 20_000;

export interface SyncPorts {
  list(place: string): Promise<readonly Draft[]>;
  keep(draft: Draft & { value: string }, outlives: boolean): Promise<Draft>;
  discard(draft: Draft, outlives: boolean): Promise<Draft>;
}

export interface DraftSync {
  /** Begins to send and to ask; the returned function ends it. What is unsent stays on this device. */
  start(): () => void;
  /** Fetches what is at a place and below it, now and whenever it may have changed, until the returned function is called. */
  watch(place: string): () => void;
  /** Another device, or this one, has changed a draft. */
  hear(place: string, revision: number): void;
  /** Something may have been missed. */
  refresh(): void;
  /** Sends at once what waits. */
  flush(): Promise<void>;
}

const asDraft = ({ place, value, revision, editedAt }: DraftRecord): Draft => ({
  ...{ place, value, revision },
  updatedAt: new Date(editedAt).toISOString(),
});

export const createDraftSync = (box: DraftBox, ports: SyncPorts, now: () => number): DraftSync => {
  const watched = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const busy = new Map<string, Promise<void>>();
  /** The newest revision that was told of a place while it was being sent. */
  const heard = new Map<string, number>();
  let isRunning = false;
  let failures = 0;
  let retry: ReturnType<typeof setTimeout> | undefined;

  const isReady = (record: DraftRecord | undefined): record is DraftRecord =>
    record !== undefined && isUnsent(record) && record.clash === null;
  const waiting = () => box.all().filter(isReady);

  const fail = (sent: DraftRecord, error: unknown) => {
    const { place } = sent;
    const current = error instanceof Error ? (currentOf(error) as Draft | undefined) : undefined;
    const record = box.get(place);
    if (current && record) {
      box.put(met(record, current, now()));
      box.setNote(place, 'idle');
      schedule(place, 0);
      return;
    }
    const problem = error instanceof Error ? error.message : null;
    box.setNote(place, isPassing(error) ? 'away' : 'refused', problem);
    // Several that fail together wait together.
    if (!isPassing(error) || !isRunning || retry !== undefined) return;
    retry = setTimeout(() => void flush(), Math.min(lastRetryMs, firstRetryMs * 2 ** failures));
    failures += 1;
  };

  const push = async (place: string): Promise<void> => {
    const record = box.get(place);
    if (!isReady(record)) return;
    const { value } = record;
    if (value !== null && value.length > draftLimits.value) {
      box.setNote(place, 'too_long');
      return;
    }
    box.put(trying(record));
    box.setNote(place, 'sending');
    const outlives = (value ?? '').length < outlivingCharacters;
    try {
      const draft = asDraft(record);
      const { revision } =
        value === null
          ? await ports.discard(draft, outlives)
          : await ports.keep({ ...draft, value }, outlives);
      failures = 0;
      box.put(answered(box.get(place) ?? record, value, revision, now()));
      box.setNote(place, 'idle');
      schedule(place, pauseMs);
    } catch (error) {
      fail(record, error);
    }
  };

  /** One write of a place after the other. */
  const send = (place: string): Promise<void> => {
    clearTimeout(timers.get(place));
    timers.delete(place);
    const underWay = busy.get(place);
    if (underWay) return underWay;
    const mine = push(place).finally(() => {
      busy.delete(place);
      const told = heard.get(place) ?? 0;
      heard.delete(place);
      if (told > (box.get(place)?.revision ?? told)) void fetchAll(place);
    });
    busy.set(place, mine);
    return mine;
  };

  const schedule = (place: string, inMs: number) => {
    clearTimeout(timers.get(place));
    timers.delete(place);
    if (isRunning && isReady(box.get(place)))
      timers.set(
        place,
        setTimeout(() => void send(place), inMs),
      );
  };

  const stopRetrying = () => {
    clearTimeout(retry);
    retry = undefined;
  };

  const flush = async () => {
    stopRetrying();
    await Promise.all(waiting().map(({ place }) => send(place)));
    // What was typed while an older text of it was on its way.
    await Promise.all([...timers.keys()].map((place) => send(place)));
  };

  /** A draft that the server does not know: sent again where it was lost there, forgotten where it was discarded long ago. */
  const missed = (record: DraftRecord) => {
    if (record.revision === 0 || isUnsent(record)) return;
    const isRecent = now() - record.seenAt < draftLimits.tombstoneDays * dayMs;
    box.put({ ...record, base: null, revision: 0, ...(isRecent ? {} : { value: null }) });
    schedule(record.place, 0);
  };

  const fetchAll = async (place: string) => {
    if (!isRunning) return;
    await box.loaded;
    const before = box.all().filter((record) => isUnder(record.place, place));
    const found = await ports.list(place).catch(() => null);
    // Without an answer: whoever types hears of it, and the next fact or connection asks again.
    if (!found) return;
    for (const draft of found) {
      const record = box.get(draft.place) ?? blank(draft.place);
      const { revision, clash } = record;
      // Older than what was answered meanwhile, or known; a tombstone of what was never here need not be known.
      if (busy.has(draft.place) || draft.revision < revision) continue;
      if (draft.revision === (clash?.revision ?? revision)) continue;
      if (draft.value === null && record.value === null && record.base === null) continue;
      box.put(met(record, draft, now()));
      schedule(draft.place, 0);
    }
    const places = new Set(found.map((draft) => draft.place));
    for (const record of before)
      if (!places.has(record.place) && !busy.has(record.place) && box.get(record.place) === record)
        missed(record);
  };

  const refresh = () => {
    for (const place of watched.keys()) void fetchAll(place);
    void flush();
  };

  box.subscribe((place, cause) => {
    if (cause === 'known') return;
    if (cause === 'typed' && box.note(place).progress !== 'away') box.setNote(place, 'idle');
    if (cause === 'typed' && !busy.has(place)) schedule(place, pauseMs);
    if (cause === 'tab') schedule(place, otherTabMs);
  });

  return {
    start: () => {
      isRunning = true;
      void box.loaded.then(refresh);
      return () => {
        isRunning = false;
        stopRetrying();
        for (const timer of timers.values()) clearTimeout(timer);
        timers.clear();
      };
    },
    watch: (place) => {
      watched.set(place, (watched.get(place) ?? 0) + 1);
      if (watched.get(place) === 1) void fetchAll(place);
      return () => {
        const left = (watched.get(place) ?? 1) - 1;
        if (left > 0) watched.set(place, left);
        else watched.delete(place);
      };
    },
    hear: (place, revision) => {
      if ((box.get(place)?.revision ?? 0) >= revision) return;
      if (busy.has(place)) heard.set(place, Math.max(revision, heard.get(place) ?? 0));
      else if (box.get(place) || [...watched.keys()].some((under) => isUnder(place, under)))
        void fetchAll(place);
    },
    refresh,
    flush,
  };
};
