// Calibration: who marks a sample and who reads the staff's marks of it, whom samples hold up, and how far two markings are apart.
import { isStaff, mayTakePart, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { reason, type Verdict } from '#shared/kernel/rules.ts';
import type { Content, Marked } from './content.ts';
import type { Criterion } from './criteria.ts';
import type { FeedbackTerms } from './rules.ts';

export const samplesAtMost = 2;

/** Whoever has less time than this to give feedback is not held up by samples. */
const neverHeldUpWithinMs = 24 * 3_600_000;

export interface SampleFacts {
  readonly courseId: Id;
  /** Since when students are asked to mark it; null: they are not. */
  readonly onSince: Date | null;
  /** Whether it is the asker's own review. */
  readonly isOwn: boolean;
  /** Whether the asker has marked it. */
  readonly isMarked: boolean;
}

const notFound = reason('not_found', 'There is no such sample, or it is not open to you.');
const studentsOnly = reason('students_only', 'Samples are marked by the students of the course.');
const marked = reason(
  'sample_marked_already',
  'You have marked this sample already; the staff’s marks are beside yours.',
);

/** Students mark each sample once, and never their own review. */
export const mayMarkSample = (member: Member, sample: SampleFacts): Verdict => {
  const mayWrite = mayTakePart(member);
  if (mayWrite !== true) return mayWrite;
  if (member.courseId !== sample.courseId || sample.isOwn) return notFound;
  if (member.role !== 'student') return studentsOnly;
  if (sample.isMarked) return marked;
  return sample.onSince !== null || notFound;
};

/** A sample's text: students while it is on, and for as long as it is there once they have marked it. */
export const mayReadSample = (member: Member, { courseId, onSince, isOwn, isMarked }: SampleFacts): boolean =>
  member.courseId === courseId &&
  (isStaff(member) || (member.role === 'student' && !isOwn && (isMarked || onSince !== null)));

/** What the staff gave: the staff, and students who have said first what they would give. */
export const mayReadStaffMarks = (member: Member, sample: SampleFacts): boolean =>
  mayReadSample(member, sample) && (isStaff(member) || sample.isMarked);

/**
 * Whether a sample comes before the reviews of a meeting: it was on when their feedback began, the student has not marked it, and
 * there is more than a day left. A sample that is switched on later holds up the next meeting: what was given out stays.
 */
export const holdsUp = (
  { onSince, isOwn, isMarked }: SampleFacts,
  { opensAt, dueAt }: Pick<FeedbackTerms, 'opensAt' | 'dueAt'>,
  now: Date,
): boolean =>
  onSince !== null &&
  onSince <= opensAt &&
  !isOwn &&
  !isMarked &&
  dueAt.getTime() - now.getTime() > neverHeldUpWithinMs;

/** What still fits some criteria of a content that was written by others: marks of criteria, and steps, that are no more are left out. */
export const fitting = (content: Content, criteria: readonly Criterion[]): Content => {
  const stepsOf = new Map(criteria.map(({ key, steps }) => [key, steps.length]));
  const { marks, comments, overall } = content;
  return {
    marks: Object.fromEntries(Object.entries(marks).filter(([key, mark]) => mark <= (stepsOf.get(key) ?? 0))),
    comments: Object.fromEntries(Object.entries(comments).filter(([key]) => stepsOf.has(key))),
    overall,
  };
};

/** One criterion that both marked on the same scale; `apart` is one's own mark minus the other's, in steps. */
export interface Compared {
  readonly criterion: Criterion;
  readonly own: number;
  readonly other: number;
  readonly apart: number;
}

/** Criterion by criterion, in the order of the other's; what only one of them has, or has with other steps, is left out. */
export const compareMarks = (own: Marked, other: Marked): Compared[] =>
  other.criteria.flatMap((criterion): Compared[] => {
    const { key, steps } = criterion;
    const [one, two] = [own.marks[key], other.marks[key]];
    const isSameScale = own.criteria.some((its) => its.key === key && its.steps.length === steps.length);
    return one === undefined || two === undefined || !isSameScale
      ? []
      : [{ criterion, own: one, other: two, apart: one - two }];
  });
