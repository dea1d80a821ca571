// One criterion while it is edited: its title, its question, its steps, and its place among the others.
import { Group, Stack, Textarea, TextInput, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { criterionLengths, stepsAtLeast, stepsAtMost, type Criterion } from '#shared/feedback/criteria.ts';
import { OrderButtons } from '#client/kit/OrderButtons.tsx';

interface Props {
  readonly criterion: Criterion;
  readonly index: number;
  readonly count: number;
  /** The word about one of its fields, for instance `title`. */
  readonly errorAt: (field: 'title' | 'question' | 'steps') => string | null;
  readonly onChange: (part: Partial<Pick<Criterion, 'title' | 'question' | 'steps'>>) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
  /** What is lost when it is removed. */
  readonly loss: string;
  readonly children?: ReactNode;
}

export const CriterionCard = (props: Props) => {
  const { criterion, index, count, errorAt, onChange, onMove, onRemove, loss, children } = props;
  const { title, question, steps } = criterion;
  const name = title.trim() === '' ? `criterion ${String(index + 1)}` : `“${title.trim()}”`;
  return (
    <li className="card criterion-card">
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Title order={2} fz="1.05rem" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          {title.trim() === '' ? 'A new criterion' : title}
        </Title>
        <OrderButtons {...{ name, index, count, loss, onMove, onRemove }} />
      </Group>
      <Stack gap="sm" mt="xs">
        <TextInput
          label="Title"
          required
          maxLength={criterionLengths.title}
          value={title}
          error={errorAt('title')}
          onChange={({ currentTarget: { value } }) => {
            onChange({ title: value });
          }}
        />
        <Textarea
          label="Question"
          required
          autosize
          maxLength={criterionLengths.question}
          value={question}
          error={errorAt('question')}
          onChange={({ currentTarget: { value } }) => {
            onChange({ question: value });
          }}
        />
        <Textarea
          label="Steps, from the lowest to the highest"
          description={`One a line, ${String(stepsAtLeast)} to ${String(stepsAtMost)}: what each of them means.`}
          required
          autosize
          minRows={stepsAtLeast}
          value={steps.join('\n')}
          error={errorAt('steps')}
          onChange={({ currentTarget: { value } }) => {
            onChange({ steps: value.split('\n') });
          }}
        />
        {children}
      </Stack>
    </li>
  );
};
