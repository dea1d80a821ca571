// The marks of the review that is read: criteria, comments, points, and returning them.
import { Alert, Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import type { GradingQueue, ReviewMarks } from '#shared/grading/contract.ts';
import { calculate } from '#shared/grading/marks.ts';
import { SaveWords } from '#client/drafts/SaveWords.tsx';
import { CalculationSteps } from './CalculationSteps.tsx';
import { CriterionMarks } from './CriterionMarks.tsx';
import { MarkClash } from './MarkClash.tsx';
import { MarkField } from './MarkField.tsx';
import { PointsField } from './PointsField.tsx';
import type { MarkingState } from './use-marking.ts';

interface Props {
  readonly marks: ReviewMarks;
  readonly state: MarkingState;
  readonly criteria: GradingQueue['criteria'];
  readonly current: number;
  readonly onCurrent: (index: number) => void;
  readonly onField: (field: HTMLTextAreaElement) => void;
  readonly onReplies: () => void;
  /** What can be done once it is marked. */
  readonly children?: ReactNode;
}

export const Rubric = (props: Props) => {
  const { marks, state, criteria, current, onCurrent, onField, onReplies, children } = props;
  const { marking, change } = state;
  const { version, countedVersion, percentLost } = marks;
  const calculation = calculate(criteria, marking, percentLost);
  return (
    <div className="grading-rubric">
      <MarkClash state={state} marks={marks} criteria={criteria} />
      {version !== countedVersion && (
        <Alert variant="default" role="status" title={`Marked on version ${String(version)}`}>
          Version {countedVersion} counts now. Look at what changed under “All versions”.
          <Group mt="xs">
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                state.moveTo(countedVersion);
              }}
            >
              The marks hold for version {countedVersion}
            </Button>
          </Group>
        </Alert>
      )}
      {criteria.map((criterion, index) => (
        <CriterionMarks
          key={criterion.key}
          criterion={criterion}
          marking={marking}
          isCurrent={index === current}
          onCurrent={() => {
            onCurrent(index);
          }}
          {...{ onChange: change, onField, onReplies }}
        />
      ))}
      <MarkField
        name="overall"
        label="Overall"
        description="The author reads this."
        minRows={3}
        value={marking.overall}
        onChange={(overall) => {
          change({ overall });
        }}
        {...{ onField, onReplies }}
      />
      <MarkField
        label="Note for the staff"
        description="The author never sees this."
        minRows={1}
        value={marking.note}
        onChange={(note) => {
          change({ note });
        }}
        onField={onField}
      />
      <PointsField
        calculation={calculation}
        steps={<CalculationSteps {...calculation} />}
        onByHand={(points) => {
          change({ points });
        }}
      />
      <SaveWords state={state} at={marks.changedAt} by={marks.changedBy?.name} />
      {children}
    </div>
  );
};
