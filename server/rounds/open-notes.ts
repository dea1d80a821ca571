// The notes of one group while people type: the Yjs document, what is stored of it, and taking in an update or nothing of it.
import * as Y from 'yjs';
import { refuse } from '#shared/kernel/refusals.ts';
import { notesCharactersAtMost } from '#shared/rounds/contract.ts';

/** Yjs keeps what was deleted as short marks; ten times the text is more than a group's typing leaves. */
const stateBytesAtMost = 200_000;
/** Of updates that wait to be put together: a start after a crash reads no more than this for each group. */
const waitingAtMost = { updates: 40, bytes: 16_000 };

const badNotes = (message: string) => refuse('invalid', 'bad_notes', message);

/** The names of the texts: one for each question. */
const namesOf = (questions: number) => Array.from({ length: questions }, (_, index) => `q${String(index)}`);

const sizeOf = (updates: readonly Uint8Array[]) => updates.reduce((sum, { length }) => sum + length, 0);

const documentOf = (updates: readonly Uint8Array[]): Y.Doc => {
  const document = new Y.Doc();
  for (const update of updates) Y.applyUpdate(document, update);
  return document;
};

export interface OpenNotes {
  /** Merges an update; refuses one that is not Yjs or makes the notes too long, and then nothing changes. */
  take(update: Uint8Array): void;
  characters(): number;
  texts(): string[];
  /** Everything, as one update. */
  state(): Uint8Array;
  /** How many updates lie beside the stored state. */
  readonly waiting: number;
  /** Whether there are so many of them that they are put together now. */
  isFull(): boolean;
  /** One more update lies beside the state. */
  stored(update: Uint8Array): void;
  /** All that lies beside the state, some of it by other processes; what is known already changes nothing. */
  heard(stored: readonly Uint8Array[]): void;
  /** They were put together in the stored state. */
  compacted(): void;
}

/** `read`: the stored state and then the updates beside it, of which there are `waiting`; nothing for new notes. */
export const openNotesOf = (questions: number, read: readonly Uint8Array[], waiting: number): OpenNotes => {
  const names = namesOf(questions);
  // What was taken so far: after an update that is refused the document is made anew from it.
  let taken = [...read];
  let takenBytes = sizeOf(taken);
  let document = documentOf(taken);
  let waitingBytes = sizeOf(taken.slice(1));

  const texts = () => names.map((name) => document.getText(name).toJSON());
  const characters = () => names.reduce((sum, name) => sum + document.getText(name).length, 0);
  const pack = () => {
    const whole = Y.encodeStateAsUpdate(document);
    taken = [whole];
    takenBytes = whole.length;
    return whole;
  };

  const apply = (update: Uint8Array) => {
    try {
      Y.applyUpdate(document, update);
    } catch {
      throw badNotes('These notes could not be understood. Reload the page; the others’ notes are safe.');
    }
    if ([...document.share.keys()].some((name) => !names.includes(name)))
      throw badNotes('Notes hold one text for each question and nothing else.');
    // The sum is never less than what the document really takes.
    const isTooLarge = () =>
      takenBytes + update.length > stateBytesAtMost &&
      Y.encodeStateAsUpdate(document).length > stateBytesAtMost;
    if (characters() > notesCharactersAtMost || isTooLarge())
      throw refuse(
        'too_large',
        'notes_too_long',
        `The notes of a group hold ${notesCharactersAtMost.toLocaleString('en')} characters. Shorten them; what you typed is still here.`,
      );
  };

  return {
    take: (update) => {
      try {
        apply(update);
      } catch (error) {
        document = documentOf(taken);
        throw error;
      }
      taken.push(update);
      takenBytes += update.length;
      if (takenBytes > stateBytesAtMost) pack();
    },
    characters,
    texts,
    state: pack,
    get waiting() {
      return waiting;
    },
    isFull: () => waiting >= waitingAtMost.updates || waitingBytes >= waitingAtMost.bytes,
    stored: (update) => {
      waiting += 1;
      waitingBytes += update.length;
    },
    heard: (stored) => {
      for (const update of stored) Y.applyUpdate(document, update);
      pack();
      waiting = stored.length;
      waitingBytes = sizeOf(stored);
    },
    compacted: () => {
      waiting = 0;
      waitingBytes = 0;
    },
  };
};
