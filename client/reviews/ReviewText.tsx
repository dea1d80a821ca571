// A review as it is read: its answers under their questions as they were asked.
import { answerTo, type Answers } from '#shared/reviews/answers.ts';
import type { Question } from '#shared/reviews/form.ts';
import type { ReactNode } from 'react';
import { MarkdownPartsContext } from '#client/kit/markdown-parts.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { reviewParts } from './citations.tsx';
import { titleOfPaper, type WithPapers } from './data.ts';
import './reviews.css';

interface Props {
  readonly questions: readonly Question[];
  readonly answers: Answers;
  readonly meeting: WithPapers;
  /** What a page adds around the answer to a question. */
  readonly around?: ((question: Question, answer: ReactNode) => ReactNode) | undefined;
}

const Answer = ({ question, answer }: { question: Question; answer: string }) => {
  if (answer.trim() === '') return <span className="quiet">Nothing written yet.</span>;
  if (question.kind === 'text')
    return (
      <MarkdownPartsContext value={reviewParts}>
        <Markdown text={answer} />
      </MarkdownPartsContext>
    );
  if (question.kind === 'scale') return <p>{`${answer}: ${question.choices[Number(answer) - 1] ?? ''}`}</p>;
  return <p>{question.kind === 'checkbox' ? 'Yes' : answer}</p>;
};

export const ReviewText = ({ questions, answers, meeting, around }: Props) => (
  <div className="review-text">
    {questions.map((question) => {
      const paper = titleOfPaper(meeting, question.paperId);
      const answer = (
        <div className="prose">
          <Answer question={question} answer={answerTo(answers, question.key)} />
        </div>
      );
      return (
        <section key={question.key}>
          <h3>{question.title}</h3>
          {paper !== undefined && <p className="review-paper serif">{paper}</p>}
          {around ? around(question, answer) : answer}
        </section>
      );
    })}
  </div>
);
