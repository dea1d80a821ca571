// Opens a group's notes for as long as they are shown, and listens to the others in their room.
import { useEffect, useState, useSyncExternalStore } from 'react';
import { roundsEvents } from '#shared/rounds/contract.ts';
import { isFact, onConnection } from '#client/kernel/live.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { createNotesSession, type NotesSession, type NotesStatus } from './notes-session.ts';

/** For a component that is keyed by `notesId`: other notes are another component. */
export const useNotes = (notesId: string): { session: NotesSession; status: NotesStatus } => {
  const [session] = useState(() => createNotesSession(notesId));
  useEffect(() => {
    session.open();
    const retry = () => {
      session.retry();
    };
    const unlisten = onConnection((connected) => {
      if (connected) retry();
    });
    window.addEventListener('online', retry);
    return () => {
      window.removeEventListener('online', retry);
      unlisten();
      session.close();
    };
  }, [session]);
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
