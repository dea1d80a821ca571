// What was typed but not sent yet, kept on this device at once (a page may be ended at any moment) until the server has it.
import * as Y from 'yjs';

export const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text);
};

export const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

export interface KeptNotes {
  /** Puts everything that was kept into the document, and answers with it where there was something. */
  restore(document: Y.Doc, origin: unknown): Uint8Array | undefined;
  /** False where the device does not keep it: full, or not allowed. */
  keep(document: Y.Doc): boolean;
  /** The server has everything. */
  forget(): void;
}

/** The place for the notes of one group; every tab keeps its own, so that none erases another's. */
export const openKeptNotes = (notesId: string, tab: number): KeptNotes => {
  const prefix = `paperround:notes:${notesId}:`;
  const own = prefix + String(tab);
  const restored = new Set<string>();
  const attempt = <T>(action: () => T, otherwise: T): T => {
    try {
      return action();
    } catch {
      return otherwise;
    }
  };
  return {
    restore: (document, origin) => {
      const keys = attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(prefix)), []);
      const found: Uint8Array[] = [];
      for (const key of keys)
        attempt(() => {
          const update = fromBase64(localStorage.getItem(key) ?? '');
          Y.applyUpdate(document, update, origin);
          restored.add(key);
          found.push(update);
        }, undefined);
      return found.length > 0 ? Y.mergeUpdates(found) : undefined;
    },
    keep: (document) =>
      attempt(() => {
        localStorage.setItem(own, toBase64(Y.encodeStateAsUpdate(document)));
        return true;
      }, false),
    forget: () => {
      attempt(() => {
        for (const key of [own, ...restored]) localStorage.removeItem(key);
        restored.clear();
      }, undefined);
    },
  };
};
