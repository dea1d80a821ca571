// The shared notes of groups: Yjs updates merged on the server, saved before they are told to the others.
import * as Y from 'yjs';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { notesCharactersAtMost } from '#shared/rounds/contract.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { createSerial } from '#server/kernel/serial.ts';
import type { NotesTexts, RoundsStore } from './store.ts';

/** Yjs keeps what was deleted as short marks; ten times the text is more than a group's typing leaves. */
const stateBytesAtMost = 200_000;

export interface NotesPlace {
  readonly notesId: Id;
  readonly courseId: Id;
  readonly meetingId: Id;
  readonly roundId: Id;
  readonly group: number;
  /** How many questions there are: as many texts, named `q0`, `q1`, … */
  readonly questions: number;
}

export interface Notes {
  /** The merged state; empty notes when nobody has written. */
  read(notesId: Id): Promise<Uint8Array>;
  /** Merges an update; refuses one that is not Yjs or makes the notes too long, and then nothing changes. */
  apply(place: NotesPlace, update: Uint8Array): Promise<{ savedAt: Date; characters: number }>;
  /** The texts, without the Yjs states. */
  listOfRounds(roundIds: readonly Id[]): Promise<NotesTexts[]>;
}

const documentOf = (state: Uint8Array | undefined): Y.Doc => {
  const document = new Y.Doc();
  if (state) Y.applyUpdate(document, state);
  return document;
};

/** Opens the notes on their store. */
export const openNotes = ({ notes }: RoundsStore, clock: Clock): Notes => {
  const serial = createSerial();
  const stateOf = async (notesId: Id) => {
    const record = await notes.findById(notesId, { state: 1 }).lean();
    return record ? new Uint8Array(record.state.buffer) : undefined;
  };
  return {
    read: async (notesId) => Y.encodeStateAsUpdate(documentOf(await stateOf(notesId))),
    listOfRounds: async (roundIds) =>
      notes.find({ roundId: { $in: [...roundIds] } }, { texts: 1, savedAt: 1 }).lean(),
    apply: ({ notesId, questions, ...place }, update) =>
      serial(notesId, async () => {
        const document = documentOf(await stateOf(notesId));
        try {
          Y.applyUpdate(document, update);
        } catch {
          throw refuse(
            'invalid',
            'bad_notes',
            'These notes could not be understood. Reload the page; the others’ notes are safe.',
          );
        }
        const names = Array.from({ length: questions }, (_, index) => `q${String(index)}`);
        if ([...document.share.keys()].some((name) => !names.includes(name)))
          throw refuse('invalid', 'bad_notes', 'Notes hold one text for each question and nothing else.');
        const texts = names.map((name) => document.getText(name).toJSON());
        const state = Y.encodeStateAsUpdate(document);
        const characters = texts.join('').length;
        if (characters > notesCharactersAtMost || state.length > stateBytesAtMost)
          throw refuse(
            'too_large',
            'notes_too_long',
            `The notes of a group hold ${notesCharactersAtMost.toLocaleString('en')} characters. Shorten them; what you typed is still here.`,
          );
        const savedAt = clock.now();
        await notes.updateOne(
          { _id: notesId },
          { $set: { ...place, state: Buffer.from(state), texts, savedAt } },
          { upsert: true },
        );
        return { savedAt, characters };
      }),
  };
};
