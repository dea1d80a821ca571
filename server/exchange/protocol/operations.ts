// Reads, creates, replaces and removes annotations for one person, through the same door as everybody's threads.
import { mayAnnotate, mayPostTo } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { kindOf, onlyMarked } from '#server/exchange/found-items.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { answeredBy } from './aim.ts';
import { sendEntry, type Scene, type Sent } from './describe.ts';
import { findPlace } from './find-place.ts';
import { audienceOf, readAnnotation, type IncomingAnnotation } from './incoming.ts';
import { checkTag } from './preconditions.ts';
import { createReplace } from './replace.ts';
import { createStage, type Asked, type Parts } from './stage.ts';
import { checkWords } from './words.ts';

export const createOperations = (parts: Parts) => {
  const { annotations, papers } = parts;
  const stage = createStage(parts);
  // As many as one may post: finding a passage costs more than storing it.
  const searches = createLimit(60, 60, 'annotations in a short time');
  const placeOf = async ({ actor }: Asked, scene: Scene, annotation: IncomingAnnotation) => {
    await searches.take(actor.personId);
    return findPlace(papers, scene, actor.personId, annotation);
  };

  return {
    look: stage.look,
    originsOf: stage.originsOf,

    read: async (asked: Asked, id: Id): Promise<Sent> => {
      const scene = await stage.look(asked);
      return sendEntry(scene, stage.find(scene, id), await stage.originOf(id));
    },

    create: async (asked: Asked, json: unknown): Promise<Sent & { id: Id }> => {
      const { actor, documentId } = asked;
      const scene = await stage.look(asked);
      const { member, groupId } = scene.viewer;
      ensure(mayAnnotate(member));
      const annotation = readAnnotation(json);
      const answered = answeredBy(scene, annotation);
      const note = stage.noteIn(scene, annotation);
      const id = newId();
      const post = async (): Promise<() => Promise<ThreadView>> => {
        if (answered !== null) {
          const { thread } = stage.find(scene, answered);
          const text = checkWords(note.text);
          return () => annotations.reply(actor, thread.id, { id, text, anonymous: false });
        }
        const visibility = audienceOf(annotation) ?? 'class';
        ensure(mayPostTo(member, visibility, groupId));
        const text = note.text === '' ? onlyMarked : checkWords(note.text);
        const anchor = await placeOf(asked, scene, annotation);
        const words = { text, kind: kindOf(note), readingQuestion: null };
        return () =>
          annotations.postThread(actor, documentId, { ...words, id, anchor, visibility, anonymous: false });
      };
      const store = await post();
      const from = await stage.keepOrigin(documentId, id, annotation);
      try {
        return { ...stage.sendAfter(scene, await store(), id, from), id };
      } catch (error) {
        await stage.forgetOrigin(id);
        throw error;
      }
    },

    replace: createReplace({ stage, annotations, placeOf }),

    remove: async (asked: Asked, id: Id, ifMatch: string | undefined): Promise<void> => {
      const scene = await stage.look(asked);
      const entry = stage.find(scene, id);
      checkTag(ifMatch, sendEntry(scene, entry, await stage.originOf(id)).etag, false);
      if (entry.reply) await annotations.deleteReply(asked.actor, entry.thread.id, id);
      else await annotations.deleteThread(asked.actor, id);
      await stage.forgetOrigin(id);
    },
  };
};

export type Operations = ReturnType<typeof createOperations>;
