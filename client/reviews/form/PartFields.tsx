// The fields of one part of a review form.
import { Checkbox, Group, NumberInput, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { FormPart } from '#shared/reviews/form.ts';
import { aboutOptions, kindOptions } from './editing.ts';

export interface PartProps {
  readonly part: FormPart;
  readonly onChange: (part: FormPart) => void;
  /** The word about one of the part's fields, for instance `title`. */
  readonly errorAt: (field: string) => string | null;
}

const readerOptions = [
  { value: 'classmates', label: 'Staff, and classmates as the course says' },
  { value: 'staff', label: 'Staff only' },
];

const WordRange = ({ part, onChange, errorAt }: PartProps) => {
  const { words } = part;
  return (
    <Stack gap="xs">
      <Checkbox
        label="Ask for a number of words"
        description="A guide: too few or too many can be submitted all the same."
        checked={words !== null}
        onChange={(event) => {
          onChange({ ...part, words: event.currentTarget.checked ? { least: 80, most: 400 } : null });
        }}
      />
      {words && (
        <Group align="flex-start" grow>
          {(['least', 'most'] as const).map((end) => (
            <NumberInput
              key={end}
              label={end === 'least' ? 'At least' : 'At most'}
              min={end === 'least' ? 0 : 1}
              max={3000}
              allowDecimal={false}
              value={words[end]}
              error={errorAt(`words.${end}`)}
              onChange={(value) => {
                onChange({ ...part, words: { ...words, [end]: Number(value) } });
              }}
            />
          ))}
        </Group>
      )}
    </Stack>
  );
};

const Choices = ({ part, onChange, errorAt }: PartProps) => (
  <Textarea
    label={part.kind === 'scale' ? 'Steps, from the lowest to the highest' : 'Choices'}
    description="One a line, two to ten."
    required
    autosize
    minRows={3}
    value={part.choices.join('\n')}
    error={errorAt('choices')}
    onChange={(event) => {
      onChange({ ...part, choices: event.currentTarget.value.split('\n') });
    }}
  />
);

export const PartFields = (props: PartProps) => {
  const { part, onChange, errorAt } = props;
  return (
    <Stack gap="sm" mt="sm">
      <TextInput
        label="Title"
        description="{paper} stands for the paper’s title, {nth} for first, second, …"
        required
        maxLength={160}
        value={part.title}
        error={errorAt('title')}
        onChange={(event) => {
          onChange({ ...part, title: event.currentTarget.value });
        }}
      />
      <Textarea
        label="Help"
        description="Shown above the field while it is written."
        autosize
        maxLength={600}
        value={part.help}
        error={errorAt('help')}
        onChange={(event) => {
          onChange({ ...part, help: event.currentTarget.value });
        }}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
        <Select
          label="Answered by"
          allowDeselect={false}
          data={kindOptions}
          value={part.kind}
          onChange={(kind) => {
            if (kind !== null) onChange({ ...part, kind });
          }}
        />
        <Select
          label="About"
          allowDeselect={false}
          data={aboutOptions(part.about)}
          value={String(part.about)}
          onChange={(value) => {
            const about = value === 'meeting' || value === 'each_paper' ? value : Number(value);
            onChange({ ...part, about });
          }}
        />
        <Select
          label="Read by"
          allowDeselect={false}
          data={readerOptions}
          value={part.readers}
          onChange={(readers) => {
            if (readers !== null) onChange({ ...part, readers: readers as FormPart['readers'] });
          }}
        />
        <NumberInput
          label="Only with so many papers"
          description="Left out in meetings with fewer; 0: always asked."
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={0}
          max={10}
          allowDecimal={false}
          value={part.papersAtLeast}
          error={errorAt('papersAtLeast')}
          onChange={(value) => {
            onChange({ ...part, papersAtLeast: Number(value) });
          }}
        />
      </SimpleGrid>
      {part.kind === 'text' && <WordRange {...props} />}
      {(part.kind === 'choice' || part.kind === 'scale') && <Choices {...props} />}
      <Checkbox
        label="Must be answered before the review is submitted"
        checked={part.isRequired}
        onChange={(event) => {
          onChange({ ...part, isRequired: event.currentTarget.checked });
        }}
      />
    </Stack>
  );
};
