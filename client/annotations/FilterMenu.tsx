// All ways to narrow the list, each with how many threads it would leave.
import { ActionIcon, Checkbox, Indicator, Popover, Select, Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { kinds, kindSchema } from '#shared/annotations/kinds.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import { fitting, noFilter, type Asker, type Filter, type State } from './filter.ts';
import { peopleIn, stateWords } from './filter-words.ts';
import { KindIconMark } from './KindMark.tsx';
import { useReading } from './reading-context.ts';

interface Props {
  /** All that could be listed. */
  readonly threads: readonly ThreadView[];
  readonly filter: Filter;
  readonly asker: Asker;
  /** Null while the pages are on their way. */
  readonly viewer: Viewer | null;
  readonly onChange: (filter: Filter) => void;
}

const toggled = <T,>(all: readonly T[], one: T): T[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];

const Choices = ({ threads, filter, asker, viewer, onChange }: Props) => {
  const { member } = useReading();
  const people = useMemo(() => peopleIn(threads), [threads]);
  const count = (only: Partial<Filter>) =>
    threads.reduce((sum, thread) => sum + (test(only)(thread) ? 1 : 0), 0);
  const test = (only: Partial<Filter>) => fitting({ ...noFilter, ...only }, asker);
  const states = (Object.keys(stateWords) as State[]).filter(
    (state) =>
      (state !== 'reported' || isStaff(member)) && (state !== 'sinceLastVisit' || asker.lastVisitAt !== null),
  );
  // The one that was in view when the menu was opened.
  const [page] = useState(() => (viewer ? viewer.state().page - 1 : null));
  const shownPage = filter.page ?? page;
  return (
    <div className="filter-choices">
      <fieldset>
        <legend>Kinds</legend>
        {kindSchema.options.map((kind) => (
          <Checkbox
            key={kind}
            size="sm"
            checked={filter.kinds.includes(kind)}
            label={
              <span className="filter-choice">
                <KindIconMark kind={kind} size={15} /> {kinds[kind].word}s
                <span className="quiet figures">{count({ kinds: [kind] })}</span>
              </span>
            }
            onChange={() => {
              onChange({ ...filter, kinds: toggled(filter.kinds, kind) });
            }}
          />
        ))}
      </fieldset>
      <fieldset>
        <legend>Only</legend>
        {states.map((state) => (
          <Checkbox
            key={state}
            size="sm"
            checked={filter.states.includes(state)}
            label={
              <span className="filter-choice">
                {stateWords[state]}
                <span className="quiet figures">{count({ states: [state] })}</span>
              </span>
            }
            onChange={() => {
              onChange({ ...filter, states: toggled(filter.states, state) });
            }}
          />
        ))}
        {shownPage !== null && (
          <Checkbox
            size="sm"
            checked={filter.page !== null}
            label={
              <span className="filter-choice">
                Page {shownPage + 1}
                <span className="quiet figures">{count({ page: shownPage })}</span>
              </span>
            }
            onChange={() => {
              onChange({ ...filter, page: filter.page === null ? shownPage : null });
            }}
          />
        )}
      </fieldset>
      <Select
        className="filter-person"
        size="sm"
        label="Written by"
        placeholder="Anybody"
        searchable
        clearable
        limit={80}
        nothingFoundMessage="Nobody of that name wrote here"
        data={people}
        value={filter.personId}
        comboboxProps={{ withinPortal: false }}
        onChange={(personId) => {
          onChange({ ...filter, personId });
        }}
      />
    </div>
  );
};

export const FilterMenu = (props: Props) => {
  const [opened, setOpened] = useState(false);
  const { kinds: some, states, personId, page } = props.filter;
  const on = some.length + states.length + (personId === null ? 0 : 1) + (page === null ? 0 : 1);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <Tooltip label="Filter" disabled={opened}>
          <Indicator label={on} size={15} disabled={on === 0} withBorder>
            <ActionIcon
              variant="default"
              size={30}
              aria-label={on === 0 ? 'Filter the threads' : `Filter the threads, ${String(on)} on`}
              aria-expanded={opened}
              onClick={() => {
                setOpened(!opened);
              }}
            >
              <IconFilter size={16} stroke={1.6} />
            </ActionIcon>
          </Indicator>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filter">
        <Choices {...props} />
      </Popover.Dropdown>
    </Popover>
  );
};
