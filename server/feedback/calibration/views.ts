// A sample as a student and as the staff see it; whose review it was, nobody is told.
import { mayReadStaffMarks } from '#shared/feedback/calibration.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { OwnSample, Sample } from '#shared/feedback/samples.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { AttemptRecord, SampleRecord } from '#server/feedback/store.ts';
import { factsOfSample } from './samples.ts';

const textOf = ({ id, title, papers, questions, answers }: SampleRecord) => ({
  ...{ id, title, papers, questions, answers },
});

/** For a student who may read it: the staff's marks once they have given their own. */
export const viewOwnSample = (
  member: Member,
  sample: SampleRecord,
  attempt: AttemptRecord | undefined,
): OwnSample => {
  const { criteria, content, marksRevision } = sample;
  const facts = factsOfSample(member.courseId, sample, member.personId, attempt);
  return {
    ...textOf(sample),
    criteria,
    own: attempt ? { criteria: attempt.criteria, content: attempt.content } : null,
    staff: mayReadStaffMarks(member, facts) ? { criteria, content } : null,
    isNews: attempt !== undefined && attempt.seen < marksRevision,
    marksRevision,
  };
};

/** What is needed of an attempt to count it. */
export interface GivenMarks extends Pick<AttemptRecord, 'sampleId' | 'personId' | 'criteria'> {
  readonly content: Pick<AttemptRecord['content'], 'marks'>;
}

/** How often each step was given, by the criterion's key; marks on another scale are not counted. */
const spreadOf = ({ criteria }: SampleRecord, attempts: readonly GivenMarks[]) =>
  Object.fromEntries(
    criteria.map(({ key, steps }) => {
      const sameScale = attempts.filter((one) =>
        one.criteria.some((its) => its.key === key && its.steps.length === steps.length),
      );
      return [
        key,
        steps.map((_, at) => sameScale.filter(({ content }) => content.marks[key] === at + 1).length),
      ];
    }),
  );

/** For staff: `attempts` are those of the students who are in the course now, who are `students` in their order. */
export const viewSample = (
  sample: SampleRecord,
  students: readonly { readonly id: Id; readonly name: string }[],
  attempts: readonly GivenMarks[],
): Sample => {
  const done = new Set(attempts.map(({ personId }) => personId));
  const { criteria, content, origin, onSince, revision, authorId } = sample;
  return {
    ...textOf(sample),
    ...{ origin, isOn: onSince !== null, marked: { criteria, content }, revision },
    students: students
      .filter(({ id }) => id !== authorId)
      .map(({ id, name }) => ({ id, name, isDone: done.has(id) })),
    spread: spreadOf(sample, attempts),
  };
};
