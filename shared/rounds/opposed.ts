// Who answered a scale or a choice of two in a review the other way round: pairs worth bringing together.
import type { Question } from '#shared/reviews/form.ts';
import type { PersonId } from './groups.ts';

interface Answered {
  readonly authorId: PersonId;
  readonly questions: readonly Pick<Question, 'key' | 'kind' | 'choices'>[];
  readonly answers: Readonly<Record<string, string>>;
}

/** A pair for each question on which two authors are at least half of a scale apart, or chose differently out of two. */
export function opposedByScale(reviews: readonly Answered[]): [PersonId, PersonId][] {
  const sides = new Map<string, { authorId: PersonId; side: number }[]>();
  for (const { authorId, questions, answers } of reviews) {
    for (const question of questions) {
      const side = sideOf(question, answers[question.key] ?? '');
      if (side === undefined) continue;
      const others = sides.get(question.key) ?? [];
      others.push({ authorId, side });
      sides.set(question.key, others);
    }
  }
  return [...sides.values()].flatMap((answered) =>
    answered.flatMap((one, index) =>
      answered
        .slice(index + 1)
        .filter(({ side }) => Math.abs(side - one.side) >= 0.5)
        .map(({ authorId }): [PersonId, PersonId] => [one.authorId, authorId]),
    ),
  );
}

/** From 0, the lowest, to 1; undefined where the question has no two sides or was not answered. */
function sideOf({ kind, choices }: Answered['questions'][number], answer: string): number | undefined {
  const isOrdered = kind === 'scale' || (kind === 'choice' && choices.length === 2);
  if (!isOrdered || choices.length < 2) return undefined;
  const step = kind === 'scale' ? Number(answer) - 1 : choices.indexOf(answer);
  return answer !== '' && choices[step] !== undefined ? step / (choices.length - 1) : undefined;
}
