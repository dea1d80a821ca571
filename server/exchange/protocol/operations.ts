// Creates, replaces and removes annotations for one person, through the same door as everybody's threads.
import { isDeepStrictEqual } from 'node:util';
import type { Model } from 'mongoose';
import { mayAnnotate, mayPostTo } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Viewer } from '#shared/annotations/visibility.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import { kindOf, onlyMarked } from '#server/exchange/found-items.ts';
import { readW3c } from '#server/exchange/read/w3c.ts';
import { stands } from '#server/exchange/write/material.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { answeredBy } from './aim.ts';
import { describe, entriesIn, postOf, sendEntry, type Entry, type Scene, type Sent } from './describe.ts';
import { findPlace } from './find-place.ts';
import { audienceOf, readAnnotation, type IncomingAnnotation } from './incoming.ts';
import type { OriginRecord } from './origins-store.ts';
import { changed, checkTag } from './preconditions.ts';
import { checkWords, inwards } from './words.ts';

interface Parts {
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

export const createOperations = ({ annotations, papers, courses, origins }: Parts) => {
  // As many as one may post: finding a passage costs more than storing it.
  const searches = createLimit(60, 60, 'annotations in a short time');

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

  return {
    look,
    originsOf,

    read: async (asked: Asked, id: Id): Promise<Sent> => {
      const scene = await look(asked);
      return sendEntry(scene, find(scene, id), await originOf(id));
    },

    create: async (asked: Asked, json: unknown): Promise<Sent & { id: Id }> => {
      const { actor, documentId } = asked;
      const scene = await look(asked);
      const { member, groupId } = scene.viewer;
      ensure(mayAnnotate(member));
      const annotation = readAnnotation(json);
      const answered = answeredBy(scene, annotation);
      const note = noteIn(scene, annotation);
      const id = newId();
      const post = async (): Promise<() => Promise<ThreadView>> => {
        if (answered !== null) {
          const { thread } = find(scene, answered);
          const text = checkWords(note.text);
          return () => annotations.reply(actor, thread.id, { id, text, anonymous: false });
        }
        const visibility = audienceOf(annotation) ?? 'class';
        ensure(mayPostTo(member, visibility, groupId));
        const text = note.text === '' ? onlyMarked : checkWords(note.text);
        await searches.take(actor.personId);
        const anchor = await findPlace(papers, scene, actor.personId, annotation);
        const words = { text, kind: kindOf(note), readingQuestion: null };
        return () =>
          annotations.postThread(actor, documentId, { ...words, id, anchor, visibility, anonymous: false });
      };
      const store = await post();
      const from = await keepOrigin(documentId, id, annotation);
      try {
        return { ...sendAfter(scene, await store(), id, from), id };
      } catch (error) {
        await origins.deleteOne({ _id: id });
        throw error;
      }
    },

    replace: async (asked: Asked, id: Id, ifMatch: string | undefined, json: unknown): Promise<Sent> => {
      const { actor } = asked;
      const scene = await look(asked);
      ensure(mayAnnotate(scene.viewer.member));
      const entry = find(scene, id);
      const { thread, reply } = entry;
      const from = await originOf(id);
      const current = sendEntry(scene, entry, from);
      checkTag(ifMatch, current.etag, true);
      const annotation = readAnnotation(json);
      ensureSameOrigin(from, annotation);
      const audience = audienceOf(annotation);
      if (audience !== undefined && audience !== thread.visibility)
        throw refuse(
          'unprocessable',
          'audience_fixed',
          'The audience of an annotation cannot be changed here. Change it beside the paper itself.',
        );
      const answered = answeredBy(scene, annotation);
      const note = noteIn(scene, annotation);
      if (reply) {
        const isInThread = [thread, ...thread.replies].some((post) => post.id === answered);
        if (!isInThread) throw targetFixed();
        const text = checkWords(note.text);
        if (text === reply.text) return current;
        const after = await changed(() =>
          annotations.editReply(actor, thread.id, id, { revision: reply.revision, text }),
        );
        return sendAfter(scene, after, id, from);
      }
      if (answered !== null) throw targetFixed();
      const text = note.text === '' ? onlyMarked : checkWords(note.text);
      const isSamePlace = isDeepStrictEqual(annotation.target, describe(scene, entry, from)['target']);
      if (!isSamePlace) await searches.take(actor.personId);
      const anchor = isSamePlace ? thread.anchor : await findPlace(papers, scene, actor.personId, annotation);
      // A reading question has its number, which no tag knows.
      const { kind, readingQuestion } = note.hints.includes(thread.kind)
        ? thread
        : { kind: kindOf(note), readingQuestion: null };
      const isMoved = !isDeepStrictEqual(anchor, thread.anchor);
      if (!isMoved && text === thread.text && kind === thread.kind) return current;
      // First what says from which revision it starts: of two at the same moment only one gets to the anchor.
      const edited = await changed(() =>
        annotations.editThread(actor, id, { revision: thread.revision, text, kind, readingQuestion }),
      );
      const after = isMoved ? await annotations.changeAnchor(actor, id, { anchor }) : edited;
      return sendAfter(scene, after, id, from);
    },

    remove: async (asked: Asked, id: Id, ifMatch: string | undefined): Promise<void> => {
      const scene = await look(asked);
      const entry = find(scene, id);
      checkTag(ifMatch, sendEntry(scene, entry, await originOf(id)).etag, false);
      if (entry.reply) await annotations.deleteReply(asked.actor, entry.thread.id, id);
      else await annotations.deleteThread(asked.actor, id);
      await origins.deleteOne({ _id: id });
    },
  };
};

export type Operations = ReturnType<typeof createOperations>;

const targetFixed = () =>
  refuse(
    'unprocessable',
    'target_fixed',
    'A reply stays one, in its thread, and a note stays on the paper. Delete it and create another.',
  );

/** Protocol, section 5.3: what was set is not changed. What is left out stays as it is. */
const ensureSameOrigin = (from: OriginRecord | undefined, { canonical, via }: IncomingAnnotation) => {
  const isOther =
    (canonical !== undefined && canonical !== from?.canonical) ||
    (via !== undefined && !isDeepStrictEqual(via, from?.via));
  if (isOther)
    throw refuse(
      'unprocessable',
      'origin_fixed',
      'The properties canonical and via are set when an annotation is created and stay as they are.',
    );
};
