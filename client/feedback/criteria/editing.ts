// Changes of a course's criteria while they are edited, and what makes them ready to be saved.
import type { z } from 'zod';
import { criteriaSchema, type Criterion } from '#shared/feedback/criteria.ts';
import { newId } from '#shared/kernel/primitives.ts';

/** Its key is one that no criterion had before: marks are found by it. */
export const newCriterion = (): Criterion => ({
  key: `c${newId().slice(0, 12)}`,
  title: '',
  question: '',
  steps: [],
});

/** Without white space around and empty lines between. */
export const readyToSave = <C extends Criterion>(draft: readonly C[]): C[] =>
  draft.map((criterion) => ({
    ...criterion,
    title: criterion.title.trim(),
    question: criterion.question.replace(/\s+/gu, ' ').trim(),
    steps: criterion.steps.map((step) => step.trim()).filter(Boolean),
  }));

const sentence = (message: string, step: PropertyKey | undefined) =>
  step === undefined
    ? `${message.startsWith('are ') ? 'These' : 'This'} ${message}.`
    : `Step ${String(Number(step) + 1)} ${message}.`;

/** What is wrong, by where it is: `0.title`, `0.steps`; the empty place is all of them together. One sentence for each place. */
export const problemsOf = (
  criteria: readonly Criterion[],
  schema: z.ZodType = criteriaSchema,
): ReadonlyMap<string, string> => {
  const found = new Map<string, string>();
  for (const { path, message } of schema.safeParse(criteria).error?.issues ?? []) {
    const [at, field, step] = path;
    const place = at === undefined ? '' : `${String(at)}.${String(field)}`;
    if (!found.has(place)) found.set(place, sentence(message, step));
  }
  return found;
};

/** The criteria in a few lines, to be compared with others. */
export const sayCriteria = (criteria: readonly Criterion[]): string =>
  criteria
    .map(({ title, question, steps }) =>
      [`– ${title}: ${question}`, ...steps.map((step, at) => `   ${String(at + 1)}: ${step}`)].join('\n'),
    )
    .join('\n');
