// The notes of a file with where they would go: choose, give each its kind, and say who will see them.
import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { visibilities, visibilitySchema, type Visibility } from '#shared/annotations/visibility.ts';
import { listingOf } from '#client/annotations/data.ts';
import { useReading } from '#client/annotations/reading-context.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { LongList } from '#client/kit/LongList.tsx';
import { authorsIn, isOpen, type Choice, type Step } from './importing.ts';
import { NoteRow } from './NoteRow.tsx';

interface Props {
  readonly step: Extract<Step, { at: 'choosing' }>;
  readonly onChange: (choices: readonly Choice[]) => void;
  readonly onImport: (visibility: Visibility, isNamed: boolean) => void;
  readonly onBack: () => void;
}

/** `12 notes: 9 found, 2 to look at, 1 here already`. */
const summary = (choices: readonly Choice[]): string => {
  const there = choices.filter(({ item }) => item.isThere).length;
  const of = (state: string) => choices.filter(({ item }) => !item.isThere && item.state === state).length;
  const parts = [
    [of('found'), 'found'],
    [of('unsure'), 'to look at'],
    [of('missing'), 'without a place here'],
    [there, 'here already'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, word]) => `${String(count)} ${word}`);
  return `${choices.length === 1 ? '1 note' : `${String(choices.length)} notes`}: ${said.join(', ')}.`;
};

export const ChooseNotes = ({ step, onChange, onImport, onBack }: Props) => {
  const { document } = useReading();
  const [visibility, setVisibility] = useState<Visibility>('private');
  const [isNamed, setNamed] = useState(true);
  const { choices } = step;
  const open = choices.filter(({ item }) => isOpen(item));
  const chosen = open.filter(({ isChosen }) => isChosen).length;
  const hasOthers = authorsIn(choices) > 1;
  const hasGroup = (listingOf(document.id)?.groupId ?? null) !== null;
  const replace = (next: Choice) => {
    onChange(choices.map((one) => (one.item.id === next.item.id ? next : one)));
  };
  return (
    <Stack gap="sm">
      <Text>{summary(choices)} Nothing has been stored yet.</Text>
      <Checkbox
        label={open.length === 0 ? 'There is nothing to import' : 'All that have a place'}
        disabled={open.length === 0}
        checked={chosen > 0 && chosen === open.length}
        indeterminate={chosen > 0 && chosen < open.length}
        onChange={(event) => {
          const isChosen = event.currentTarget.checked;
          onChange(choices.map((one) => (isOpen(one.item) ? { ...one, isChosen } : one)));
        }}
      />
      <LongList
        items={choices}
        label="Notes in the file"
        keyOf={({ item }) => item.id}
        rowHeight={120}
        className="exchange-notes"
      >
        {(choice) => <NoteRow choice={choice} onChange={replace} />}
      </LongList>
      {hasOthers && (
        <Checkbox
          label="Begin each note with its author’s name"
          description="Several people wrote in this file; here all of it will stand under your name."
          checked={isNamed}
          onChange={(event) => {
            setNamed(event.currentTarget.checked);
          }}
        />
      )}
      <FormProblem error={step.error} />
      <Group justify="space-between" align="end">
        <NativeSelect
          label="Who will see them"
          value={visibility}
          onChange={(event) => {
            setVisibility(visibilitySchema.parse(event.currentTarget.value));
          }}
          data={visibilitySchema.options
            .filter((one) => one !== 'group' || hasGroup)
            .map((one) => ({
              value: one,
              label:
                one === 'private'
                  ? visibilities[one].word
                  : `${visibilities[one].word}: ${visibilities[one].who}`,
            }))
            .reverse()}
        />
        <Group gap="xs">
          <Button variant="default" onClick={onBack}>
            Another file
          </Button>
          <Button
            disabled={chosen === 0}
            onClick={() => {
              onImport(visibility, isNamed && hasOthers);
            }}
          >
            {chosen === 1 ? 'Import 1 note' : `Import ${String(chosen)} notes`}
          </Button>
        </Group>
      </Group>
    </Stack>
  );
};
