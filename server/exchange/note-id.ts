// The ids that imported notes get: the same note of the same person in the same document always has the same one.
import { createHash } from 'node:crypto';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Incoming } from './read/incoming.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz012345';

const idFrom = (parts: readonly unknown[]): Id =>
  Array.from(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 24), (byte) =>
    alphabet.charAt(byte & 31),
  ).join('');

/** From the note's own mark where its file gives one, else from everything it says. */
export const noteId = (personId: Id, documentId: Id, { key, text, targets }: Incoming): Id =>
  idFrom([personId, documentId, key === '' ? [text, targets] : key]);

/** The id for the next try, when a note was imported, deleted, and is wanted again. */
const idAfter = (id: Id): Id => idFrom([id, 'again']);

/** How often a deleted note may come back. */
const mostReturns = 8;

/** All ids that a note may have got. */
export const idsOf = (first: Id): Id[] =>
  Array.from({ length: mostReturns }).reduce<Id[]>((ids) => [...ids, idAfter(ids.at(-1) ?? first)], [first]);

/** The id of a thread that a file of ours names: a PDF by the name itself, JSON by the thread's address. */
export const ownThreadId = (key: string): Id | null =>
  /(?:^|[?&]thread=)(?<id>[a-z0-9]{16,32})(?:$|[&#])/.exec(key)?.groups?.['id'] ?? null;
