// A review while it is written: kept here with every keystroke, sent in the pauses, tried again when the server is away.
import type { OwnReview } from '#shared/reviews/contract.ts';
import {
  answerCharactersAtMost,
  answerTo,
  areSameAnswers,
  withoutEmpty,
  type Answers,
} from '#shared/reviews/answers.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import { isPassing } from '#client/kernel/passing.ts';
import { currentOf, mergeFields } from '#client/kit/merging.ts';
import { createStore } from '#client/reader/store.ts';
import type { Writing, WritingPorts, WritingState } from './writing-state.ts';

/** Sent this long after the last keystroke, and at the latest so long after the first one; milliseconds. */
const pauseMs = 1200;
const atMostMs = 8000;
/** Doubled with every failure in a row. */
const firstRetryMs = 1000;
const lastRetryMs = 30_000;

const isTooLong = (text: string): boolean => text.length > answerCharactersAtMost;

export const createWriting = ({ review, keeper, read, save, submit }: WritingPorts): Writing => {
  const { kept } = keeper;
  const store = createStore<WritingState>({
    answers: kept?.answers ?? review.answers,
    saved: review,
    savedAt: review.savedAt,
    progress: 'saved',
    problem: null,
    clashes: [],
    isKept: true,
  });
  /** What the text on the screen was made from; older than `saved` while there are clashes. */
  let base: { answers: Answers; revision: number } = kept?.base ?? review;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let unsavedSince: number | null = null;
  let failures = 0;
  let underWay: Promise<void> | null = null;
  let isRunning = false;

  const isSaving = () => underWay !== null;

  /** What can be sent: a part that is too long stays here, the others go. */
  const sendable = (): Answers => {
    const { answers, saved } = store.state();
    return Object.fromEntries(
      Object.entries(answers).map(([key, text]) => [
        key,
        isTooLong(text) ? answerTo(saved.answers, key) : text,
      ]),
    );
  };
  const isSent = () => areSameAnswers(sendable(), store.state().saved.answers);

  const keep = () => {
    const { answers, saved, clashes } = store.state();
    const isNeeded = clashes.length > 0 || !areSameAnswers(answers, saved.answers);
    if (!isNeeded) unsavedSince = null;
    void keeper.write(isNeeded ? { answers, base, at: Date.now() } : null).then((isKept) => {
      if (isKept !== store.state().isKept) store.set({ isKept });
    });
  };

  const schedule = (inMs: number) => {
    clearTimeout(timer);
    if (isRunning) timer = setTimeout(() => void send(), inMs);
  };

  /** Says where things stand when nothing is under way, and what happens next. */
  const goOn = () => {
    keep();
    const { answers, clashes } = store.state();
    if (clashes.length > 0) store.set({ progress: 'clash' });
    else if (!isSent()) {
      store.set({ progress: 'waiting' });
      unsavedSince ??= Date.now();
      schedule(Math.max(0, Math.min(pauseMs, unsavedSince + atMostMs - Date.now())));
    } else store.set({ progress: Object.values(answers).some(isTooLong) ? 'too_long' : 'saved' });
  };

  /** Works in what the server has: what only one side changed is taken over, the rest waits for a choice. */
  const meet = (theirs: OwnReview) => {
    const mine = store.state().answers;
    const keys = [base.answers, mine, theirs.answers].flatMap((one) => Object.keys(one));
    // An answer that is missing is an empty one: all three have the same fields.
    const full = (one: Answers): Record<string, string> =>
      Object.fromEntries(keys.map((key) => [key, answerTo(one, key)]));
    const { merged, clashes } = mergeFields(full(base.answers), full(mine), full(theirs.answers));
    if (clashes.length === 0) base = theirs;
    store.set({
      ...{ answers: merged, saved: theirs, savedAt: theirs.savedAt, clashes: clashes.map(String) },
    });
    goOn();
  };

  const fail = (error: unknown) => {
    const current = error instanceof Error ? (currentOf(error) as OwnReview | undefined) : undefined;
    if (current) {
      meet(current);
      return;
    }
    const problem = error instanceof Error ? error.message : null;
    if (!isPassing(error)) {
      store.set({ progress: 'refused', problem });
      return;
    }
    store.set({ progress: 'away', problem });
    schedule(Math.min(lastRetryMs, firstRetryMs * 2 ** failures));
    failures += 1;
  };

  const send = async (): Promise<void> => {
    clearTimeout(timer);
    if (underWay) {
      await underWay;
      return;
    }
    if (store.state().clashes.length > 0 || isSent()) return;
    store.set({ progress: 'saving' });
    const sent = sendable();
    underWay = save(sent, store.state().saved.revision).then(
      (answer) => {
        failures = 0;
        unsavedSince = null;
        const before = store.state().saved;
        const saved = { ...before, ...answer, answers: withoutEmpty(sent) };
        base = saved;
        store.set({ saved, savedAt: new Date().toISOString(), problem: null });
        goOn();
      },
      (error: unknown) => {
        fail(error);
      },
    );
    await underWay.finally(() => {
      underWay = null;
    });
  };

  const refresh = async () => {
    if (underWay) return;
    const current = await read().catch(() => null);
    // What one saved oneself meanwhile is the newer one; a save that is under way is answered with a conflict where it must be.
    if (current && current.revision >= store.state().saved.revision && !isSaving()) meet(current);
  };

  if (kept) meet(review);

  return {
    state: store.state,
    subscribe: store.subscribe,
    change: (key, text) => {
      store.set({ answers: { ...store.state().answers, [key]: text } });
      if (underWay) keep();
      else goOn();
    },
    settle: (key, text) => {
      const { answers, clashes, saved } = store.state();
      const left = clashes.filter((one) => one !== key);
      store.set({ answers: { ...answers, [key]: text }, clashes: left });
      if (left.length === 0) base = saved;
      goOn();
    },
    hear: (revision) => {
      if (revision > store.state().saved.revision) void refresh();
    },
    refresh,
    submit: async () => {
      await send();
      const { progress, problem, saved } = store.state();
      if (progress === 'away' || progress === 'refused')
        throw new Error(`${problem ?? 'The server did not take it.'} It was not submitted.`);
      if (progress !== 'saved')
        throw new Error('Not everything is saved yet. Look at the text and submit again.');
      try {
        const submitted = await submit(saved.revision);
        base = submitted;
        store.set({ saved: submitted });
        goOn();
      } catch (error) {
        if (error instanceof Refusal && error.body.code === 'conflict') fail(error);
        throw error;
      }
    },
    flush: send,
    start: () => {
      isRunning = true;
      goOn();
      return () => {
        isRunning = false;
        void send();
      };
    },
  };
};
