// Chooses which threads are listed and in which order, and shows what was chosen as chips that can be taken away.
import { Button, CloseButton, NativeSelect, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import { isFiltering, noFilter } from './filter.ts';
import { chipsOf, peopleIn } from './filter-words.ts';
import { FilterMenu } from './FilterMenu.tsx';
import { orders, type Order } from './order.ts';
import type { Listed } from './use-listed.ts';

interface Props {
  /** All that could be listed. */
  readonly threads: readonly ThreadView[];
  readonly listed: Listed;
  /** Null while the pages are on their way. */
  readonly viewer: Viewer | null;
}

const Chips = ({ threads, listed: { filter, choose, threads: left } }: Omit<Props, 'viewer'>) => {
  if (!isFiltering(filter)) return null;
  const nameOf = (personId: string) =>
    peopleIn(threads).find(({ value }) => value === personId)?.label ?? 'One person';
  return (
    <div className="filter-chips">
      {chipsOf(filter, nameOf).map(({ key, label, without }) => (
        <UnstyledButton
          key={key}
          className="filter-chip"
          aria-label={`Take the filter away: ${label}`}
          onClick={() => {
            choose(without);
          }}
        >
          {label}
          <IconX size={13} aria-hidden />
        </UnstyledButton>
      ))}
      <span className="quiet figures" role="status">
        {left.length} of {threads.length}
      </span>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => {
          choose(noFilter);
        }}
      >
        Clear all
      </Button>
    </div>
  );
};

export const FilterBar = ({ threads, listed, viewer }: Props) => {
  const { filter, order, choose, arrange, now } = listed;
  return (
    <div className="threads-filter">
      <div className="filter-line">
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
                  choose({ ...filter, words: '' });
                }}
              />
            )
          }
          value={filter.words}
          onChange={(event) => {
            choose({ ...filter, words: event.currentTarget.value });
          }}
        />
        <NativeSelect
          size="xs"
          aria-label="Order"
          data={orders.map(({ value, label }) => ({ value, label }))}
          value={order}
          onChange={(event) => {
            arrange(event.currentTarget.value as Order);
          }}
        />
        <FilterMenu threads={threads} filter={filter} asker={now} viewer={viewer} onChange={choose} />
      </div>
      <Chips threads={threads} listed={listed} />
    </div>
  );
};
