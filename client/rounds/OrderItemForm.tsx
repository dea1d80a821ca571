// Changes one item of the running order: its paper, lengths, questions, and how its groups come about.
import { Button, Checkbox, Group, NumberInput, Select, Stack, Text, Textarea } from '@mantine/core';
import { useState, type SubmitEvent } from 'react';
import { methods } from '#shared/rounds/methods.ts';
import type { Item } from './order-acts.ts';
import { methodWord } from './order-words.ts';

interface Paper {
  readonly id: string;
  readonly title: string;
}

interface Props {
  readonly item: Item;
  readonly papers: readonly Paper[];
  /** It has begun: only lengths of what is ahead can be changed. */
  readonly hasBegun: boolean;
  readonly onSave: (item: Item) => void;
  readonly onClose: () => void;
}

interface MinutesProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (minutes: number) => void;
}

const Minutes = ({ label, value, onChange }: MinutesProps) => (
  <NumberInput
    label={label}
    min={1}
    max={180}
    allowDecimal={false}
    clampBehavior="strict"
    suffix=" min"
    maw={150}
    value={value}
    onChange={(next) => {
      if (typeof next === 'number' && next >= 1) onChange(next);
    }}
  />
);

type RoundItem = Extract<Item, { kind: 'round' }>;

const methodHelp = {
  fresh: 'New groups that mix people who have not met.',
  cafe: 'Hosts stay at their tables, the others move on. Put several of them in a row.',
  jigsaw:
    'Groups become experts on one part each; in the jigsaw after it every group has an expert of each part.',
} as const;

const RoundFields = ({
  item,
  papers,
  hasBegun,
  change,
}: Pick<Props, 'papers' | 'hasBegun'> & {
  item: RoundItem;
  change: (item: RoundItem) => void;
}) => (
  <>
    <Group>
      <Minutes
        label="Group phase"
        value={item.groupMinutes}
        onChange={(groupMinutes) => {
          change({ ...item, groupMinutes });
        }}
      />
      <Minutes
        label="Class phase"
        value={item.classMinutes}
        onChange={(classMinutes) => {
          change({ ...item, classMinutes });
        }}
      />
    </Group>
    {papers.length > 0 && (
      <Checkbox.Group
        label="About"
        description="None: everything that the meeting reads."
        value={item.paperIds}
        onChange={(paperIds) => {
          change({ ...item, paperIds });
        }}
      >
        <Stack gap="xs" mt="xs">
          {papers.map(({ id, title }) => (
            <Checkbox key={id} value={id} label={title} disabled={hasBegun} />
          ))}
        </Stack>
      </Checkbox.Group>
    )}
    <Textarea
      label="Questions"
      description="One in each line, at most ten."
      autosize
      minRows={4}
      disabled={hasBegun}
      value={item.questions.join('\n')}
      onChange={(event) => {
        change({ ...item, questions: event.currentTarget.value.split('\n') });
      }}
    />
    <Select
      label="Groups"
      description={methodHelp[item.method]}
      data={methods.map((value) => ({ value, label: methodWord[value] }))}
      value={item.method}
      allowDeselect={false}
      disabled={hasBegun}
      onChange={(method) => {
        if (method) change({ ...item, method });
      }}
    />
  </>
);

/** Without empty lines; null where something is missing or too long. */
const finished = (item: Item): Item | string => {
  if (item.kind !== 'round') return item;
  const questions = item.questions.map((line) => line.trim()).filter((line) => line !== '');
  if (questions.length === 0) return 'A round needs a question at least.';
  if (questions.length > 10) return 'A round has ten questions at most.';
  if (questions.some((line) => line.length > 300)) return 'A question has 300 characters at most.';
  return { ...item, questions };
};

export const OrderItemForm = ({ item: before, papers, hasBegun, onSave, onClose }: Props) => {
  const [item, setItem] = useState(before);
  const [problem, setProblem] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const done = finished(item);
    if (typeof done === 'string') setProblem(done);
    else {
      onSave(done);
      onClose();
    }
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {hasBegun && (
          <Text size="sm" c="dimmed">
            This has begun, so only its lengths can be changed, for phases that are ahead. The clock on the
            desk changes what is running.
          </Text>
        )}
        {item.kind === 'presentation' && papers.length > 0 && (
          <Select
            label="Paper"
            data={papers.map(({ id, title }) => ({ value: id, label: title }))}
            value={item.paperId}
            allowDeselect={false}
            disabled={hasBegun}
            onChange={(paperId) => {
              if (paperId !== null) setItem({ ...item, paperId });
            }}
          />
        )}
        {item.kind !== 'round' && (
          <Minutes
            label={item.kind === 'presentation' ? 'Talk and questions' : 'Length'}
            value={item.minutes}
            onChange={(minutes) => {
              setItem({ ...item, minutes });
            }}
          />
        )}
        {item.kind === 'round' && <RoundFields {...{ item, papers, hasBegun }} change={setItem} />}
        {problem !== '' && (
          <Text role="alert" c="red" size="sm">
            {problem}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Save</Button>
        </Group>
      </Stack>
    </form>
  );
};
