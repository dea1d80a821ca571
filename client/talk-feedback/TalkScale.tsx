// One criterion of a talk as a scale to press, each step with its words, large enough for a thumb.
import { UnstyledButton } from '@mantine/core';
import type { TalkContent } from '#shared/talk-feedback/content.ts';
import type { TalkCriterion } from '#shared/talk-feedback/rubric.ts';
import './talk-feedback.css';

interface Props {
  readonly criterion: TalkCriterion;
  readonly step: number | undefined;
  readonly onStep: (step: number | null) => void;
}

export const TalkScale = ({ criterion: { title, question, steps }, step, onStep }: Props) => (
  <section className="talk-criterion" aria-label={title}>
    <h2>{title}</h2>
    <p className="quiet">{question}</p>
    <div role="group" aria-label={`${title}: steps`} className="talk-scale">
      {steps.map((words, at) => (
        <UnstyledButton
          key={at}
          className="talk-step"
          aria-pressed={step === at + 1}
          onClick={() => {
            onStep(step === at + 1 ? null : at + 1);
          }}
        >
          <span className="talk-step-number">{at + 1}</span>
          <span>{words}</span>
        </UnstyledButton>
      ))}
    </div>
  </section>
);

/** The step of one criterion put in; null takes it away. */
export const withStep = (content: TalkContent, key: string, step: number | null): TalkContent => {
  const { [key]: _, ...marks } = content.marks;
  return { ...content, marks: step === null ? marks : { ...marks, [key]: step } };
};
