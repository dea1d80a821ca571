// The samples of a course as they are stored, what the rules need to know of them, and whom they hold up.
import type { Member } from '#shared/courses/roles.ts';
import { holdsUp, type SampleFacts } from '#shared/feedback/calibration.ts';
import type { FeedbackTerms } from '#shared/feedback/rules.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { FeedbackParts } from '#server/feedback/parts.ts';
import type { SampleRecord } from '#server/feedback/store.ts';

type Standing = Pick<SampleRecord, 'id' | 'onSince' | 'authorId'>;

export const attemptKey = (sampleId: Id, personId: Id) => `${sampleId}.${personId}`;

export const factsOfSample = (
  courseId: Id,
  { onSince, authorId }: Standing,
  personId: Id,
  attempt: object | undefined,
): SampleFacts => ({
  ...{ courseId, onSince },
  isOwn: authorId === personId,
  isMarked: attempt !== undefined,
});

export const createSamples = ({ store, clock }: Pick<FeedbackParts, 'store' | 'clock'>) => {
  const samplesOf = async (courseId: Id): Promise<readonly SampleRecord[]> =>
    (await store.samples.findById(courseId).lean())?.samples ?? [];
  const attemptsOf = async (courseId: Id, personId: Id) =>
    new Map(
      (await store.attempts.find({ courseId, personId }).lean()).map((one) => [one.sampleId, one] as const),
    );

  return {
    samplesOf,
    attemptsOf,
    /** Whether a student marks samples before the reviews of a meeting with these terms. */
    holdUp: async ({ courseId, personId }: Member, terms: FeedbackTerms): Promise<boolean> => {
      // Asked with every look at a desk: without the texts.
      const record = await store.samples
        .findById(courseId, { 'samples.id': 1, 'samples.onSince': 1, 'samples.authorId': 1 })
        .lean<{ samples: Standing[] }>();
      const samples = record?.samples ?? [];
      if (samples.every(({ onSince }) => onSince === null)) return false;
      const attempts = await attemptsOf(courseId, personId);
      return samples.some((sample) =>
        holdsUp(factsOfSample(courseId, sample, personId, attempts.get(sample.id)), terms, clock.now()),
      );
    },
  };
};
export type SamplesOfCourses = ReturnType<typeof createSamples>;
