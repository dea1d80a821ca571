// One point of one's own group: read, mended in place, moved up and down, removed.
import { ActionIcon, Button, Group, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { reportingLimits } from '#shared/reporting/contract.ts';
import type { Reporting } from './data.ts';

interface Props {
  readonly point: Reporting['points'][number];
  /** Counts from 0. */
  readonly index: number;
  readonly count: number;
  readonly mayCompose: boolean;
  readonly onReword: (text: string) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export const OwnPoint = ({ point, index, count, mayCompose, onReword, onMove, onRemove }: Props) => {
  const [draft, setDraft] = useState<string | null>(null);
  const name = `point ${String(index + 1)}`;
  const keep = () => {
    const text = draft?.trim() ?? '';
    if (text !== '' && text !== point.text) onReword(text);
    setDraft(null);
  };
  if (draft !== null)
    return (
      <li className="own-point">
        <form
          className="own-words"
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <Textarea
            aria-label={`Change ${name}`}
            autosize
            minRows={2}
            size="md"
            data-autofocus
            maxLength={reportingLimits.text}
            value={draft}
            onChange={(event) => {
              setDraft(event.currentTarget.value);
            }}
          />
          <Group gap="xs">
            <Button type="submit" size="md" disabled={draft.trim() === ''}>
              Keep
            </Button>
            <Button
              size="md"
              variant="subtle"
              color="gray"
              onClick={() => {
                setDraft(null);
              }}
            >
              Leave it as it was
            </Button>
          </Group>
        </form>
      </li>
    );
  const act = (label: string, Icon: typeof IconTrash, isPossible: boolean, run: () => void) => (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={44}
      aria-label={label.replace('%', name)}
      // Not truly disabled: the focus would be lost at the last step.
      aria-disabled={!isPossible}
      {...(isPossible ? {} : { 'data-disabled': true })}
      onClick={() => {
        if (isPossible) run();
      }}
    >
      <Icon size={20} aria-hidden />
    </ActionIcon>
  );
  return (
    <li className="own-point">
      <p className="own-point-text">{point.text}</p>
      {mayCompose && (
        <div className="own-point-acts">
          {act('Move % up', IconArrowUp, index > 0, () => {
            onMove(-1);
          })}
          {act('Move % down', IconArrowDown, index < count - 1, () => {
            onMove(1);
          })}
          {act('Change %', IconPencil, true, () => {
            setDraft(point.text);
          })}
          {act('Remove %', IconTrash, true, onRemove)}
        </div>
      )}
    </li>
  );
};
