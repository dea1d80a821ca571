// The one search box: commands, what was searched lately, and what is found in papers, threads, notes and meetings.
import { Loader, SegmentedControl } from '@mantine/core';
import { createSpotlight, Spotlight } from '@mantine/spotlight';
import '@mantine/spotlight/styles.layer.css';
import { IconHistory, IconListSearch, IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import { searchLimits } from '#shared/search/contract.ts';
import { isNothing, lettersAtLeast, useFound } from './data.ts';
import { PaletteFound } from './PaletteFound.tsx';
import { PaletteItem } from './PaletteItem.tsx';
import { usePaletteAsked } from './palette.ts';
import { useRecent } from './recent.ts';
import { useOption } from './use-option.ts';
import './palette.css';

/** Something that can be done from anywhere. */
export interface Command {
  readonly id: string;
  readonly icon: ReactNode;
  readonly title: string;
  /** The words it is found by; those of its title unless told. */
  readonly words?: string;
  readonly detail?: string | undefined;
  /** Only shown when somebody types its words. */
  readonly isQuiet?: boolean;
  readonly run: () => void;
}

interface Props {
  readonly personId: Id;
  /** Where one is; the search begins there. */
  readonly course: { readonly id: Id; readonly title: string } | undefined;
  readonly commands: readonly Command[];
  /** Shows everything that is found, on a page of its own. */
  readonly onAll: (q: string, courseId: Id | undefined) => void;
}

const [store, palette] = createSpotlight();
const list = 'palette-list';
const field = 'palette-field';

const small = (text: string) => text.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');

/** Every word that is typed begins a word of the command. */
const fits = ({ title, words = title }: Command, typed: string): boolean => {
  const known = small(words).split(/[^\p{L}\p{N}]+/u);
  return small(typed)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => known.some((each) => each.startsWith(word)));
};

const commandsAtMost = 6;

export const Palette = ({ personId, course, commands, onAll }: Props) => {
  const asked = usePaletteAsked();
  useEffect(() => {
    if (asked > 0) palette.open();
  }, [asked]);

  const [typed, setTyped] = useState('');
  const [everywhere, setEverywhere] = useState(false);
  const courseId = everywhere ? undefined : course?.id;
  const { found, refusal, isCurrent, isAsking, askAgain, q } = useFound(courseId, typed);
  const recent = useRecent(personId);
  useOption(store, list, field);

  const shown = isAsking
    ? commands.filter((command) => fits(command, typed)).slice(0, commandsAtMost)
    : commands.filter((command) => (typed.trim() !== '' ? fits(command, typed) : command.isQuiet !== true));
  const commandItems = shown.map(({ id, icon, title, detail, run }) => (
    <PaletteItem key={id} icon={icon} title={title} detail={detail} onChoose={run} />
  ));
  const remember = () => {
    recent.remember(q);
  };
  const status = said(isAsking, isCurrent, refusal, found && isNothing(found));

  return (
    <Spotlight.Root
      store={store}
      query={typed}
      onQueryChange={setTyped}
      // Opened from outside, also while the palette is not loaded yet.
      shortcut={null}
      scrollable
      maxHeight="calc(min(36rem, 100dvh - 8rem))"
      // Its upper edge stays where it is, whatever is found.
      centered={false}
      yOffset="4rem"
      size={680}
      overlayProps={{ backgroundOpacity: 0.3, blur: 1 }}
      transitionProps={{ duration: 120 }}
      aria-label="Search and commands"
    >
      <Spotlight.Search
        id={field}
        role="combobox"
        aria-expanded
        aria-controls={list}
        aria-autocomplete="list"
        aria-label={everywhere || !course ? 'Search all of your courses' : `Search ${course.title}`}
        placeholder="Search papers, threads and notes, or type a command"
        maxLength={searchLimits.query}
        leftSection={<IconSearch size={20} stroke={1.6} />}
        rightSection={isAsking && !isCurrent && refusal === null && <Loader size={18} />}
      />
      <Spotlight.ActionsList id={list} role="listbox" aria-label="Commands and results">
        {!isAsking && recent.searches.length > 0 && typed === '' && (
          <Spotlight.ActionsGroup label="Searched lately" role="group" aria-label="Searched lately">
            {recent.searches.map((search) => (
              <PaletteItem
                key={search}
                icon={<IconHistory size={18} />}
                title={search}
                staysOpen
                onChoose={() => {
                  setTyped(search);
                }}
              />
            ))}
            <PaletteItem
              icon={<IconX size={18} />}
              title={<span className="quiet">Forget these</span>}
              staysOpen
              onChoose={recent.forget}
            />
          </Spotlight.ActionsGroup>
        )}
        {commandItems.length > 0 && (
          <Spotlight.ActionsGroup label="Go to and do" role="group" aria-label="Go to and do">
            {commandItems}
          </Spotlight.ActionsGroup>
        )}
        {found && <PaletteFound found={found} onOpen={remember} />}
        {found && !isNothing(found) && (
          <PaletteItem
            icon={<IconListSearch size={18} />}
            title={`Everything found for “${q}”`}
            onChoose={() => {
              remember();
              onAll(q, courseId);
            }}
          />
        )}
        {refusal && (
          <PaletteItem
            icon={<IconSearch size={18} />}
            title="Try again"
            detail={refusal.message}
            staysOpen
            onChoose={askAgain}
          />
        )}
      </Spotlight.ActionsList>
      <p className="palette-status" role="status">
        {status ?? <span className="visually-hidden">{found && isCurrent ? 'Results are shown.' : ''}</span>}
      </p>
      <Spotlight.Footer className="palette-foot">
        {course ? (
          <SegmentedControl
            size="xs"
            aria-label="Where to search"
            data={[
              { value: 'here', label: 'This course' },
              { value: 'all', label: 'All my courses' },
            ]}
            value={everywhere ? 'all' : 'here'}
            onChange={(value) => {
              setEverywhere(value === 'all');
              document.getElementById(field)?.focus();
            }}
          />
        ) : (
          <span>All my courses</span>
        )}
        <span className="palette-hint">“words in quotation marks” are found exactly so</span>
      </Spotlight.Footer>
    </Spotlight.Root>
  );
};

const said = (isAsking: boolean, isCurrent: boolean, refusal: Error | null, nothing: boolean | undefined) => {
  if (!isAsking || refusal || !isCurrent || nothing !== true) return null;
  return `Nothing found. Try fewer words, or only the beginning of one (${String(lettersAtLeast + 1)} letters or more).`;
};
