// The shared notes of groups: typing is taken in together several times a second, and is on disk before it is answered or told.
import { mergeUpdates } from 'yjs';
import type { Id } from '#shared/kernel/primitives.ts';
import { createPaced } from '#server/kernel/paced.ts';
import type { Keeper } from './keeper.ts';
import { openNotesShelf, restMs, type Batch } from './notes-shelf.ts';
import type { NotesPlace } from './places.ts';
import type { NotesTexts, RoundsStore } from './store.ts';

/** Between two commands to the database (ms): what is typed meanwhile goes in one. */
const pauseMs = 40;

/**
 * Typing that wants to be saved. `admit` is asked when its turn has come, and what it answers with in the very moment in which it
 * is taken in: that throws a refusal.
 */
export interface Typed {
  readonly place: NotesPlace;
  readonly update: Uint8Array;
  readonly typedAt: Date;
  admit(): Promise<() => void>;
}

/** What was saved of one group's typing at once; `characters` of all texts of the group. */
export interface Saved extends Batch {
  readonly characters: number;
}

export interface Notes {
  /** The merged state, of nothing but what is on disk; empty notes when nobody has written. */
  read(place: NotesPlace): Promise<Uint8Array>;
  /** Saves an update; refuses one that is not Yjs or makes the notes too long, and then nothing changes. */
  save(typed: Typed): Promise<Saved>;
  /** Hears of all that was saved, before its authors have the answer. */
  onSaved(listener: (saved: Saved) => void): void;
  /** The texts, without the Yjs states. */
  listOfRounds(roundIds: readonly Id[]): Promise<NotesTexts[]>;
}

/** Opens the notes on their store. */
export const openNotes = ({ notes }: Pick<RoundsStore, 'notes'>, keeper: Keeper): Notes => {
  const shelf = openNotesShelf(notes);
  const listeners: ((saved: Saved) => void)[] = [];
  let looking: ReturnType<typeof setTimeout> | undefined;

  /** Takes in what may be: a batch for each group, and what became of each. */
  const takeIn = (typed: readonly Typed[], admissions: readonly (() => void)[]) => {
    const refused: (Error | undefined)[] = [];
    const batches = new Map<Id, { place: NotesPlace; updates: Uint8Array[]; savedAt: Date }>();
    for (const [index, { place, update, typedAt }] of typed.entries())
      try {
        admissions[index]?.();
        shelf.at(place.notesId)?.take(update);
        const batch = batches.get(place.notesId) ?? { place, updates: [], savedAt: typedAt };
        batches.set(place.notesId, batch);
        batch.updates.push(update);
        if (typedAt > batch.savedAt) batch.savedAt = typedAt;
      } catch (error) {
        refused[index] = error instanceof Error ? error : new Error(String(error));
      }
    return { refused, batches: [...batches.values()] };
  };

  const paced = createPaced<Typed, Saved>({
    ms: pauseMs,
    run: async (typed) => {
      if (typed.length === 0) return [];
      const admissions = await Promise.all(typed.map(({ admit }) => admit()));
      await shelf.load(typed.map(({ place }) => place));
      for (const { place } of typed) keeper.touch(place.meetingId);
      const { refused, batches } = takeIn(typed, admissions);
      const merged = batches.map(({ updates, ...batch }) => ({ ...batch, update: mergeUpdates(updates) }));
      if (merged.length > 0) await shelf.store(merged);
      const byNotes = new Map<Id, Saved>();
      for (const batch of merged) {
        const saved = { ...batch, characters: shelf.at(batch.place.notesId)?.characters() ?? 0 };
        byNotes.set(batch.place.notesId, saved);
        for (const listener of listeners) listener(saved);
      }
      return typed.map(
        ({ place }, index) => refused[index] ?? byNotes.get(place.notesId) ?? new Error('nothing was saved'),
      );
    },
    after: async () => {
      // What cannot be put together now lies safe where it is, and is tried again.
      await shelf.tidy(keeper.kept()).catch(() => undefined);
      if (!shelf.isEmpty() || keeper.kept().length > 0)
        looking ??= setTimeout(() => {
          looking = undefined;
          paced.nudge();
        }, restMs).unref();
    },
  });

  keeper.onTaken(paced.nudge);

  return {
    onSaved: (listener) => {
      listeners.push(listener);
    },
    read: async (place) => {
      await paced.rested();
      return shelf.stateOf(place);
    },
    save: (typed) => paced.add(typed),
    listOfRounds: shelf.listOfRounds,
  };
};
