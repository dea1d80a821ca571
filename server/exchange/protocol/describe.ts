// Posts as annotations of the container of their document: their IRIs, their JSON-LD, and the tags of their states.
import { createHash } from 'node:crypto';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { stands } from '#server/exchange/write/material.ts';
import {
  annotationContext,
  replyAnnotation,
  threadAnnotation,
  type Json,
  type Manner,
} from '#server/exchange/write/w3c.ts';
import { audienceNames } from './incoming.ts';
import type { OriginRecord } from './origins-store.ts';
import { outwards } from './words.ts';

/** A thread's own text (`reply` null) or a reply. */
export interface Entry {
  readonly thread: ThreadView;
  readonly reply: ReplyView | null;
}

/** What one person sees of a document through the protocol. */
export interface Scene {
  readonly document: DocumentView;
  readonly readingQuestions: readonly string[];
  /** `https://papers.example.org`. */
  readonly origin: string;
  /** Of the pages of the present file that are needed. */
  readonly texts: readonly string[];
}

export const postOf = ({ thread, reply }: Entry): ReplyView => reply ?? thread;

/** With what was deleted and still has a place. */
const entriesIn = (threads: readonly ThreadView[]): Entry[] =>
  threads.flatMap((thread) => [
    { thread, reply: null },
    ...thread.replies.map((reply) => ({ thread, reply })),
  ]);

/** What a container contains of these threads. */
export const contained = (threads: readonly ThreadView[]): Entry[] =>
  entriesIn(threads).filter((entry) => stands(postOf(entry)));

export const containerIri = (origin: string, documentId: Id): string =>
  `${origin}/annotations/${documentId}/`;

export const iriOf = (
  { origin, document }: { readonly origin: string; readonly document: { readonly id: Id } },
  id: Id,
): string => containerIri(origin, document.id) + id;

/** Without a context, as inside of a page. */
export const describe = (scene: Scene, { thread, reply }: Entry, from: OriginRecord | undefined): Json => {
  const manner: Manner = {
    idOf: (one, answer) => iriOf(scene, answer?.id ?? one.id),
    wordsOf: (text) => outwards(text, scene.origin),
  };
  return {
    ...(reply
      ? replyAnnotation(scene, thread, reply, manner)
      : threadAnnotation(scene, scene.texts, thread, manner)),
    audience: { type: 'schema:Audience', name: audienceNames[thread.visibility] },
    ...(from && from.canonical !== null ? { canonical: from.canonical } : {}),
    ...(from && from.via.length > 0 ? { via: from.via } : {}),
  };
};

/** A representation as it is sent, with a strong tag (RFC 9110, 8.8.3): the same bytes have the same one. */
export interface Sent {
  readonly text: string;
  readonly etag: string;
}

export const send = (json: Json, ...more: readonly unknown[]): Sent => {
  const text = `${JSON.stringify(json)}\n`;
  const hash = createHash('sha256').update(text).update(JSON.stringify(more));
  return { text, etag: `"${hash.digest('base64url').slice(0, 27)}"` };
};

export const sendEntry = (scene: Scene, entry: Entry, from: OriginRecord | undefined): Sent =>
  send({ '@context': annotationContext, ...describe(scene, entry, from) });
