// Reads, creates, replaces and removes annotations for one person, through the same door as everybody's threads.
import { mayAnnotate, mayPostTo } from '#shared/annotations/rules.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { kindOf, onlyMarked } from '#server/exchange/found-items.ts';
import { createLimit } from '#server/kernel/limits.ts';
import { answeredBy } from './aim.ts';
import { createContainer } from './container.ts';
import type { Sent } from './describe.ts';
import { findPlace } from './find-place.ts';
import { audienceOf, readAnnotation, type IncomingAnnotation } from './incoming.ts';
import { checkTag } from './preconditions.ts';
import { createReplace } from './replace.ts';
import { createStage, type Asked, type Parts, type Seen } from './stage.ts';
import { checkWords } from './words.ts';

export const createOperations = (parts: Parts) => {
  const { annotations, papers } = parts;
  const stage = createStage(parts);
  // As many as one may post: finding a passage costs more than storing it.
  const searches = createLimit(60, 60, 'annotations in a short time');
  const placeOf = async ({ actor }: Asked, seen: Seen, annotation: IncomingAnnotation) => {
    await searches.take(actor.personId);
    return findPlace(papers, await stage.wholeScene(seen), actor.personId, annotation);
  };

  return {
    readContainer: createContainer(stage),

    read: async (asked: Asked, id: Id): Promise<Sent> => {
      const seen = await stage.look(asked);
      return stage.sendFrom(seen, await stage.find(seen, id), await stage.originOf(id));
    },

    create: async (asked: Asked, json: unknown): Promise<Sent & { id: Id }> => {
      const { actor, documentId } = asked;
      const seen = await stage.look(asked);
      const { member, groupId } = seen.viewer;
      ensure(mayAnnotate(member));
      const annotation = readAnnotation(json);
      const answered = answeredBy(seen, annotation);
      const note = stage.noteIn(seen, annotation);
      const id = newId();
      const post = async (): Promise<() => Promise<ThreadView>> => {
        if (answered !== null) {
          const { thread } = await stage.find(seen, answered);
          const text = checkWords(note.text);
          return () => annotations.reply(actor, thread.id, { id, text, anonymous: false });
        }
        const visibility = audienceOf(annotation) ?? 'class';
        ensure(mayPostTo(member, visibility, groupId));
        const text = note.text === '' ? onlyMarked : checkWords(note.text);
        const anchor = await placeOf(asked, seen, annotation);
        const words = { text, kind: kindOf(note), readingQuestion: null };
        return () =>
          annotations.postThread(actor, documentId, { ...words, id, anchor, visibility, anonymous: false });
      };
      const store = await post();
      const from = await stage.keepOrigin(documentId, id, annotation);
      try {
        return { ...(await stage.sendAfter(seen, await store(), id, from)), id };
      } catch (error) {
        await stage.forgetOrigin(id);
        throw error;
      }
    },

    replace: createReplace({ stage, annotations, placeOf }),

    remove: async (asked: Asked, id: Id, ifMatch: string | undefined): Promise<void> => {
      const seen = await stage.look(asked);
      const entry = await stage.find(seen, id);
      checkTag(ifMatch, (await stage.sendFrom(seen, entry, await stage.originOf(id))).etag, false);
      if (entry.reply) await annotations.deleteReply(asked.actor, entry.thread.id, id);
      else await annotations.deleteThread(asked.actor, id);
      await stage.forgetOrigin(id);
    },
  };
};

export type Operations = ReturnType<typeof createOperations>;
