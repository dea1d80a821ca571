// What differs between two texts of one review, question by question and word by word.
import { answerTo, areSameAnswers, type Answers } from '#shared/reviews/answers.ts';
import type { Question } from '#shared/reviews/form.ts';
import { Changes } from '#client/annotations/Changes.tsx';
import '#client/annotations/card.css';

interface Props {
  readonly questions: readonly Question[];
  readonly before: Answers;
  readonly after: Answers;
}

export const ReviewChanges = ({ questions, before, after }: Props) => {
  if (areSameAnswers(before, after)) return <p className="quiet">Nothing differs.</p>;
  return (
    <div className="review-text">
      {questions
        .filter(({ key }) => answerTo(before, key) !== answerTo(after, key))
        .map(({ key, title }) => (
          <section key={key} aria-label={title}>
            <h3>{title}</h3>
            <Changes before={answerTo(before, key)} after={answerTo(after, key)} />
          </section>
        ))}
    </div>
  );
};
