// Opens a group's notes for as long as they are shown, and listens to the others in their room.
import { useState, useSyncExternalStore } from 'react';
import { roundsEvents } from '#shared/rounds/contract.ts';
import { isFact } from '#client/kernel/live.ts';
import { useConnected } from '#client/kernel/use-connected.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { createNotesSession, type NotesSession, type NotesStatus } from './notes-session.ts';

/** For a component that is keyed by `notesId`: other notes are another component. */
export const useNotes = (notesId: string): { session: NotesSession; status: NotesStatus } => {
  const [session] = useState(() => createNotesSession(notesId));
  useConnected(session);
  useRoom('notes', notesId, {
    onFact: (name, payload) => {
      if (isFact(roundsEvents.notesChanged, name, payload)) session.receive(payload.update);
    },
    onGap: () => {
      session.reload();
    },
  });
  return { session, status: useSyncExternalStore(session.subscribe, session.status) };
};
