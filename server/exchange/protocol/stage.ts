// What one person sees of a document through the protocol, and where its annotations come from.
import type { Model } from 'mongoose';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Viewer } from '#shared/annotations/visibility.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import { readW3c } from '#server/exchange/read/w3c.ts';
import { stands } from '#server/exchange/write/material.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { entriesIn, postOf, sendEntry, type Entry, type Scene, type Sent } from './describe.ts';
import type { IncomingAnnotation } from './incoming.ts';
import type { OriginRecord } from './origins-store.ts';
import { inwards } from './words.ts';

export interface Parts {
  readonly annotations: AnnotationsPublic;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly origins: Model<OriginRecord>;
}

/** Who asks for what, and under which address they reached this server. */
export interface Asked {
  readonly actor: Actor;
  readonly documentId: Id;
  readonly origin: string;
}

type Seen = Scene & { readonly viewer: Viewer };

export const createStage = ({ annotations, papers, courses, origins }: Parts) => {
  const look = async ({ actor, documentId, origin }: Asked): Promise<Seen> => {
    const { document, viewer, threads } = await annotations.threadsFor(actor, documentId);
    const [{ readingQuestions }, texts] = await Promise.all([
      courses.settingsOf(viewer.member.courseId),
      papers.versions.textsOf(document.fileHash),
    ]);
    return { document, viewer, threads, readingQuestions, texts, origin };
  };

  const originsOf = async (ids: readonly Id[]): Promise<Map<Id, OriginRecord>> => {
    const found = await origins.find({ _id: { $in: [...ids] } }).lean();
    return new Map(found.map((record) => [record._id, record]));
  };
  const originOf = async (id: Id) => (await originsOf([id])).get(id);

  const find = ({ threads }: Scene, id: Id): Entry => {
    const entry = entriesIn(threads).find((one) => postOf(one).id === id);
    if (!entry) throw noSuch('annotation');
    if (!stands(postOf(entry))) throw refuse('gone', 'deleted', 'This annotation was deleted.');
    return entry;
  };

  const sendAfter = (scene: Scene, thread: ThreadView, id: Id, from: OriginRecord | undefined): Sent => {
    const reply = thread.replies.find((one) => one.id === id);
    return sendEntry(scene, { thread, reply: reply ?? null }, from);
  };

  const noteIn = ({ document, origin }: Scene, annotation: IncomingAnnotation) => {
    const [note] = readW3c({ ...annotation, id: undefined }, document.pages);
    return { text: inwards(note?.text ?? '', origin), hints: note?.hints ?? [] };
  };

  /** Kept before the post itself, so that nothing that has to be kept can be lost. */
  const keepOrigin = async (
    documentId: Id,
    id: Id,
    { id: former, canonical, via = [] }: IncomingAnnotation,
  ): Promise<OriginRecord | undefined> => {
    const before = [...new Set([...(former === undefined ? [] : [former]), ...via])];
    if (canonical === undefined && before.length === 0) return undefined;
    const record = { _id: id, documentId, canonical: canonical ?? null, via: before };
    await origins.create(record);
    return record;
  };

  const forgetOrigin = async (id: Id): Promise<void> => {
    await origins.deleteOne({ _id: id });
  };

  return { look, originsOf, originOf, keepOrigin, forgetOrigin, find, sendAfter, noteIn };
};

export type Stage = ReturnType<typeof createStage>;
