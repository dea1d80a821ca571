// Replaces an annotation by a new state of it: https://www.w3.org/TR/annotation-protocol/#update-an-existing-annotation.
import { isDeepStrictEqual } from 'node:util';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import type { Anchor } from '#shared/annotations/anchor.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import { kindOf, onlyMarked } from '#server/exchange/found-items.ts';
import { answeredBy } from './aim.ts';
import { describe, sendEntry, type Sent } from './describe.ts';
import { audienceOf, readAnnotation, type IncomingAnnotation } from './incoming.ts';
import type { OriginRecord } from './origins-store.ts';
import { changed, checkTag } from './preconditions.ts';
import type { Asked, Seen, Stage } from './stage.ts';
import { checkWords } from './words.ts';

interface Tools {
  readonly stage: Stage;
  readonly annotations: AnnotationsPublic;
  readonly placeOf: (asked: Asked, seen: Seen, annotation: IncomingAnnotation) => Promise<Anchor>;
}

/** Answers with the annotation as it is afterwards. */
export const createReplace =
  ({ stage, annotations, placeOf }: Tools) =>
  async (asked: Asked, id: Id, ifMatch: string | undefined, json: unknown): Promise<Sent> => {
    const { actor } = asked;
    const seen = await stage.look(asked);
    ensure(mayAnnotate(seen.viewer.member));
    const entry = await stage.find(seen, id);
    const { thread, reply } = entry;
    const from = await stage.originOf(id);
    const scene = await stage.sceneFor(seen, [thread]);
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
    const answered = answeredBy(seen, annotation);
    const note = stage.noteIn(seen, annotation);
    if (reply) {
      const isInThread = [thread, ...thread.replies].some((post) => post.id === answered);
      if (!isInThread) throw targetFixed();
      const text = checkWords(note.text);
      if (text === reply.text) return current;
      const after = await changed(() =>
        annotations.editReply(actor, thread.id, id, { revision: reply.revision, text }),
      );
      return stage.sendAfter(seen, after, id, from);
    }
    if (answered !== null) throw targetFixed();
    const text = note.text === '' ? onlyMarked : checkWords(note.text);
    const isSamePlace = isDeepStrictEqual(annotation.target, describe(scene, entry, from)['target']);
    const anchor = isSamePlace ? thread.anchor : await placeOf(asked, seen, annotation);
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
    return stage.sendAfter(seen, after, id, from);
  };

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
