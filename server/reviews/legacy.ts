// Reviews that were stored when every form had the same three parts: read as answers to the usual form.
import { defaultForm } from '#shared/reviews/templates.ts';
import { withoutEmpty, type Answers } from '#shared/reviews/answers.ts';
import { questionsOf, roleOf } from '#shared/reviews/form.ts';
import type { ReviewRecord, VersionRecord } from './store.ts';

interface Former {
  readonly parts?: Answers;
}
type Stored<T> = Former & Omit<T, 'answers' | 'questions'> & Partial<T>;

// The keys of the parts are those of the usual form's questions.
const asked = questionsOf(roleOf(defaultForm, undefined), []);

const read = <T extends { questions: VersionRecord['questions']; answers: Answers }>({
  parts,
  ...stored
}: Stored<T>) => ({
  ...stored,
  answers: parts ? withoutEmpty(parts) : (stored.answers ?? {}),
  questions: parts ? asked : (stored.questions ?? []),
});

/** A review as it is stored, in today's shape. */
export const fromStored = (stored: unknown): ReviewRecord => {
  const review = read(stored as Stored<ReviewRecord>) as ReviewRecord;
  return {
    ...review,
    isShared: (stored as Partial<ReviewRecord>).isShared ?? false,
    versions: review.versions.map((version) => read(version as Stored<VersionRecord>) as VersionRecord),
  };
};
