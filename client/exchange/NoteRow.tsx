// One note of a file before it is imported: the passage, what it says, and what stands in its way.
import { Badge, Checkbox, NativeSelect, Text } from '@mantine/core';
import { useId } from 'react';
import { kinds } from '#shared/annotations/kinds.ts';
import { importKindSchema, type FoundItem } from '#shared/exchange/contract.ts';
import { isOpen, type Choice } from './importing.ts';

const stateOf = ({ isThere, state }: FoundItem): { word: string; color: string } | null => {
  if (isThere) return { word: 'here already', color: 'gray' };
  if (state === 'unsure') return { word: 'look at it', color: 'yellow' };
  return state === 'missing' ? { word: 'no place', color: 'red' } : null;
};

export const NoteRow = ({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) => {
  const { item, isChosen, kind } = choice;
  const words = useId();
  const state = stateOf(item);
  return (
    <div className="exchange-note" data-closed={!isOpen(item) || undefined}>
      <Checkbox
        aria-labelledby={words}
        checked={isChosen}
        disabled={!isOpen(item)}
        onChange={(event) => {
          onChange({ ...choice, isChosen: event.currentTarget.checked });
        }}
      />
      <div className="exchange-note-words" id={words}>
        <Text component="div" size="xs" c="dimmed" className="figures">
          {item.page === null ? 'No page' : `Page ${item.page}`}
          {item.author !== '' && ` · ${item.author}`}
          {state && (
            <Badge variant="light" color={state.color} tt="none" size="sm" ml={8}>
              {state.word}
            </Badge>
          )}
        </Text>
        <blockquote className="serif exchange-quote">
          {item.quote === '' ? <em>An area without words</em> : item.quote}
        </blockquote>
        <Text size="sm" className="exchange-text">
          {item.text}
        </Text>
        {item.problem !== null && !item.isThere && (
          <Text size="sm" c={item.state === 'missing' ? 'var(--bad)' : 'var(--warn)'}>
            {item.problem}
          </Text>
        )}
      </div>
      {isOpen(item) && (
        <NativeSelect
          aria-label="Kind"
          size="xs"
          value={kind}
          onChange={(event) => {
            onChange({ ...choice, kind: importKindSchema.parse(event.currentTarget.value) });
          }}
          data={importKindSchema.options.map((one) => ({ value: one, label: kinds[one].word }))}
        />
      )}
    </div>
  );
};
