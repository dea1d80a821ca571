// One criterion while it is marked: its steps as lines to press, and a comment that may be left empty.
import { UnstyledButton } from '@mantine/core';
import type { ReturnedMarks } from '#shared/grading/contract.ts';
import type { Marking } from '#shared/grading/marks.ts';
import { MarkField } from './MarkField.tsx';

/** What of a marking goes by criteria. */
type Words = Pick<Marking, 'marks' | 'comments'>;

interface Props {
  readonly criterion: ReturnedMarks['criteria'][number];
  readonly marking: Words;
  /** The keys act on this one. */
  readonly isCurrent: boolean;
  readonly onCurrent: () => void;
  readonly onChange: (part: Partial<Words>) => void;
  readonly onField: (field: HTMLTextAreaElement) => void;
  readonly onReplies?: () => void;
}

/** The marks with this step, or without it where it stood already. */
export const toggleStep = (marking: Pick<Marking, 'marks'>, key: string, step: number): Marking['marks'] => {
  const { [key]: before, ...others } = marking.marks;
  return before === step ? others : { ...others, [key]: step };
};

export const CriterionMarks = (props: Props) => {
  const { criterion, marking, isCurrent, onCurrent, onChange, onField, onReplies } = props;
  const { key, title, question, steps } = criterion;
  return (
    <section
      className="grading-criterion"
      aria-label={title}
      aria-current={isCurrent || undefined}
      data-criterion={key}
      onFocus={onCurrent}
    >
      <h2>{title}</h2>
      <p className="quiet">{question}</p>
      <div role="group" aria-label={`${title}: steps`} className="grading-step-list">
        {steps.map((words, at) => {
          const step = at + 1;
          return (
            <UnstyledButton
              key={step}
              className="grading-step"
              aria-pressed={marking.marks[key] === step}
              onClick={() => {
                onChange({ marks: toggleStep(marking, key, step) });
              }}
            >
              <span className="grading-step-number">{step}</span>
              <span>{words}</span>
            </UnstyledButton>
          );
        })}
      </div>
      <MarkField
        label={`Comment on ${title.toLowerCase()}`}
        isLabelHidden
        placeholder="Comment, if you like"
        minRows={1}
        value={marking.comments[key] ?? ''}
        onChange={(text) => {
          onChange({ comments: { ...marking.comments, [key]: text } });
        }}
        onField={onField}
        {...(onReplies && { onReplies })}
      />
    </section>
  );
};
