// What one person sees of a document through the protocol, and where its annotations come from.
import type { Model } from 'mongoose';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Viewer } from '#shared/annotations/visibility.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { AnnotationsPublic, ThreadPages } from '#server/annotations/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import { readW3c } from '#server/exchange/read/w3c.ts';
import { stands } from '#server/exchange/write/material.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { postOf, sendEntry, type Entry, type Scene, type Sent } from './describe.ts';
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

/** Who looks at a document, and through which pages of threads. */
export interface Seen extends Omit<Scene, 'texts'> {
  readonly viewer: Viewer;
  readonly pages: ThreadPages;
}

export const createStage = ({ annotations, papers, courses, origins }: Parts) => {
  const look = async ({ actor, documentId, origin }: Asked): Promise<Seen> => {
    const { document, viewer, pages } = await annotations.threadPagesFor(actor, documentId);
    const { readingQuestions } = await courses.settingsOf(viewer.member.courseId);
    return { document, viewer, pages, readingQuestions, origin };
  };

  /** With the texts of the pages these threads are about. */
  const sceneFor = async (seen: Seen, threads: readonly ThreadView[]): Promise<Scene> => {
    const about = threads.flatMap(({ anchor }) => anchor.targets.map(({ page }) => page));
    return { ...seen, texts: await papers.versions.textsOf(seen.document.fileHash, [...new Set(about)]) };
  };

  const wholeScene = async (seen: Seen): Promise<Scene> => ({
    ...seen,
    texts: await papers.versions.textsOf(seen.document.fileHash),
  });

  const originsOf = async (ids: readonly Id[]): Promise<Map<Id, OriginRecord>> => {
    const found = await origins.find({ _id: { $in: [...ids] } }).lean();
    return new Map(found.map((record) => [record._id, record]));
  };
  const originOf = async (id: Id) => (await originsOf([id])).get(id);

  const find = async ({ pages }: Seen, id: Id): Promise<Entry> => {
    const thread = await pages.withPost(id);
    const reply = thread?.replies.find((one) => one.id === id) ?? null;
    // A reply that was deleted at the end of its thread has no place any more.
    if (!thread || (thread.id !== id && !reply)) throw noSuch('annotation');
    const entry = { thread, reply };
    if (!stands(postOf(entry))) throw refuse('gone', 'deleted', 'This annotation was deleted.');
    return entry;
  };

  const sendFrom = async (seen: Seen, entry: Entry, from: OriginRecord | undefined): Promise<Sent> =>
    sendEntry(await sceneFor(seen, [entry.thread]), entry, from);

  const sendAfter = (seen: Seen, thread: ThreadView, id: Id, from: OriginRecord | undefined): Promise<Sent> =>
    sendFrom(seen, { thread, reply: thread.replies.find((one) => one.id === id) ?? null }, from);

  const noteIn = ({ document, origin }: Seen, annotation: IncomingAnnotation) => {
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

  return {
    ...{ look, sceneFor, wholeScene, originsOf, originOf, keepOrigin, forgetOrigin },
    ...{ find, sendFrom, sendAfter, noteIn },
  };
};

export type Stage = ReturnType<typeof createStage>;
