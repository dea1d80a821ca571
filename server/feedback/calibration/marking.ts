// What a student does with samples: reads them, marks each once, and then sees what the staff gave.
import { samplesEvents, type samplesRoutes } from '#shared/feedback/samples.ts';
import { mayMarkSample, mayReadSample } from '#shared/feedback/calibration.ts';
import { areSameContents, contentBy, missingIn } from '#shared/feedback/content.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { z } from 'zod';
import { mayTakePart } from '#shared/courses/roles.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { validate } from '#server/kernel/validate.ts';
import { noSuch } from '#server/courses/public.ts';
import { ensureFound } from '#server/feedback/found.ts';
import type { FeedbackParts } from '#server/feedback/parts.ts';
import { attemptKey, factsOfSample, type SamplesOfCourses } from './samples.ts';
import { viewOwnSample } from './views.ts';

type Verb = 'readSamples' | 'markSample' | 'seeSample';

export const markingHandlers = (
  { store, courses, bus }: FeedbackParts,
  { samplesOf, attemptsOf }: SamplesOfCourses,
): Pick<Handlers<typeof samplesRoutes>, Verb> => {
  const find = async (actor: Actor, courseId: Id, sampleId: Id) => {
    const member = await courses.memberOf(actor, courseId);
    ensure(mayTakePart(member));
    const sample = (await samplesOf(courseId)).find(({ id }) => id === sampleId);
    if (!sample) throw noSuch('sample');
    const attempt = (await attemptsOf(courseId, actor.personId)).get(sampleId);
    return { member, sample, attempt, facts: factsOfSample(courseId, sample, actor.personId, attempt) };
  };

  return {
    readSamples: async ({ actor, params: { courseId } }) => {
      const member = await courses.memberOf(actor, courseId);
      if (member.role !== 'student') return [];
      const [samples, attempts] = await Promise.all([
        samplesOf(courseId),
        attemptsOf(courseId, actor.personId),
      ]);
      return samples
        .filter((sample) =>
          mayReadSample(member, factsOfSample(courseId, sample, actor.personId, attempts.get(sample.id))),
        )
        .map((sample) => viewOwnSample(member, sample, attempts.get(sample.id)));
    },

    markSample: async ({ actor, params: { courseId, sampleId }, body: { content } }) => {
      const { member, sample, attempt, facts } = await find(actor, courseId, sampleId);
      // The same marks again, because the answer was lost on the way.
      if (attempt && areSameContents(attempt.content, content)) return viewOwnSample(member, sample, attempt);
      ensureFound(mayMarkSample(member, facts), 'sample');
      const { criteria, marksRevision } = sample;
      validate(z.object({ content: contentBy(criteria) }), { content }, 'body');
      const missing = missingIn(content, criteria);
      if (missing !== null) throw refuse('unprocessable', 'feedback_incomplete', missing);
      const made = {
        ...{ _id: attemptKey(sampleId, actor.personId), courseId, sampleId, personId: actor.personId },
        ...{ criteria, content, seen: marksRevision },
      };
      await store.attempts.create(made).catch((error: unknown) => {
        // Two tabs at once: the first one counts.
        if (isDuplicate(error)) ensure(mayMarkSample(member, { ...facts, isMarked: true }));
        throw error;
      });
      bus.publish(samplesEvents.sampleMarked, courseId, { courseId });
      return viewOwnSample(member, sample, made);
    },

    seeSample: async ({ actor, params: { courseId, sampleId }, body: { marksRevision } }) => {
      const { member, sample } = await find(actor, courseId, sampleId);
      const seen = await store.attempts
        .findOneAndUpdate(
          { _id: attemptKey(sampleId, actor.personId) },
          { $max: { seen: Math.min(marksRevision, sample.marksRevision) } },
          { returnDocument: 'after' },
        )
        .lean();
      if (!seen || member.role !== 'student') throw noSuch('sample');
      return viewOwnSample(member, sample, seen);
    },
  };
};
