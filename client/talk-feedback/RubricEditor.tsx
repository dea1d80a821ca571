// The rubric of a course's talks as its staff change it: criteria with described steps and weights, beside what is filled in.
import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { talkFeedbackRoutes, type RubricView } from '#shared/talk-feedback/contract.ts';
import { emptyTalkContent } from '#shared/talk-feedback/content.ts';
import {
  defaultRubric,
  rubricSchema,
  weightAtMost,
  type TalkCriterion,
} from '#shared/talk-feedback/rubric.ts';
import { CriteriaEditing } from '#client/feedback/criteria/CriteriaEditing.tsx';
import { newCriterion, sayCriteria } from '#client/feedback/criteria/editing.ts';
import { call } from '#client/kernel/call.ts';
import { TalkScale, withStep } from './TalkScale.tsx';

interface Props {
  readonly courseId: Id;
  readonly view: RubricView;
  /** Told whenever there is something unsaved, or no longer. */
  readonly onUnsaved: (isUnsaved: boolean) => void;
}

/** To try out: what is filled in here goes nowhere. */
const Preview = ({ criteria }: { criteria: readonly TalkCriterion[] }) => {
  const [content, setContent] = useState(emptyTalkContent);
  return (
    <div className="card criteria-form talk-giving">
      {criteria.map((criterion) => (
        <TalkScale
          key={criterion.key}
          criterion={criterion.title === '' ? { ...criterion, title: 'A new criterion' } : criterion}
          step={content.marks[criterion.key]}
          onStep={(step) => {
            setContent(withStep(content, criterion.key, step));
          }}
        />
      ))}
    </div>
  );
};

const say = (criteria: readonly TalkCriterion[]): string =>
  criteria.map((one) => `${sayCriteria([one])}\n   Weight ${String(one.weight)}`).join('\n');

export const RubricEditor = ({ courseId, view, onUnsaved }: Props) => (
  <CriteriaEditing
    view={view}
    onUnsaved={onUnsaved}
    kind={{
      ...{ schema: rubricSchema, usual: defaultRubric, say },
      fresh: () => ({ ...newCriterion(), weight: 1 }),
      save: (criteria, revision) =>
        call(talkFeedbackRoutes.changeTalkRubric, { params: { courseId }, body: { criteria, revision } }),
      preview: (criteria) => <Preview criteria={criteria} />,
      more: (criterion, change) => (
        <NumberInput
          label="Weight"
          description="How much it counts in the staff’s points beside the others; 0: not at all."
          w="18rem"
          maw="100%"
          min={0}
          max={weightAtMost}
          clampBehavior="strict"
          allowDecimal={false}
          value={criterion.weight}
          onChange={(weight) => {
            change({ ...criterion, weight: Number(weight) });
          }}
        />
      ),
      words: {
        usual: 'Start from the usual six',
        preview: 'What a classmate fills in',
        loss: 'Nobody is asked for it any more once you save. Talks that have begun keep it, with its marks.',
        verb: 'Save the rubric',
      },
    }}
  />
);
