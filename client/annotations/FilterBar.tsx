// Chooses which threads are listed.
import { CloseButton, NativeSelect, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { kinds, kindSchema } from '#shared/annotations/kinds.ts';
import type { Filter, Show } from './filter.ts';

const choices: { group: string; items: { value: Show; label: string }[] }[] = [
  {
    group: 'Threads',
    items: [
      { value: 'all', label: 'All threads' },
      { value: 'unanswered', label: 'Unanswered questions' },
      { value: 'mine', label: 'Mine' },
    ],
  },
  {
    group: 'Of one kind',
    items: kindSchema.options.map((kind) => ({ value: kind, label: `${kinds[kind].word}s` })),
  },
];

export const FilterBar = ({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) => (
  <div className="threads-filter">
    <TextInput
      size="xs"
      aria-label="Search the threads"
      placeholder="Search"
      leftSection={<IconSearch size={14} />}
      rightSection={
        filter.words !== '' && (
          <CloseButton
            size="xs"
            aria-label="Clear the search"
            onClick={() => {
              onChange({ ...filter, words: '' });
            }}
          />
        )
      }
      value={filter.words}
      onChange={(event) => {
        onChange({ ...filter, words: event.currentTarget.value });
      }}
    />
    <NativeSelect
      size="xs"
      aria-label="Which threads"
      data={choices}
      value={filter.show}
      onChange={(event) => {
        onChange({ ...filter, show: event.currentTarget.value as Show });
      }}
    />
  </div>
);
