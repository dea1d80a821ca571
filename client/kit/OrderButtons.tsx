// Moves one of several things up or down and takes it away; the button pressed keeps the focus, so that it can be pressed again.
import { ActionIcon, Group } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Confirm } from './Confirm.tsx';
import './order-buttons.css';

interface Props {
  /** What is moved, for those who do not see where the buttons stand. */
  readonly name: string;
  /** Counts from 0. */
  readonly index: number;
  readonly count: number;
  /** What is lost when it is taken away, and what stays; left out: nothing is, so it goes without a question, the last one too. */
  readonly loss?: string;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

interface MoveProps extends Pick<Props, 'name' | 'index' | 'onMove'> {
  readonly by: -1 | 1;
  readonly isPossible: boolean;
}

const Move = ({ name, index, by, isPossible, onMove }: MoveProps) => {
  const button = useRef<HTMLButtonElement>(null);
  const wasPressed = useRef(false);
  useEffect(() => {
    // The browser takes the focus away from what is moved in the page.
    if (wasPressed.current) button.current?.focus();
    wasPressed.current = false;
  }, [index]);
  const Icon = by < 0 ? IconArrowUp : IconArrowDown;
  return (
    <ActionIcon
      ref={button}
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Move ${name} ${by < 0 ? 'up' : 'down'}`}
      // Not truly disabled: the focus would be lost at the last step.
      aria-disabled={!isPossible}
      {...(isPossible ? {} : { 'data-disabled': true, className: 'order-end' })}
      onClick={() => {
        if (!isPossible) return;
        wasPressed.current = true;
        onMove(by);
      }}
    >
      <Icon size={18} />
    </ActionIcon>
  );
};

export const OrderButtons = ({ name, index, count, loss, onMove, onRemove }: Props) => {
  const [isAsking, setAsking] = useState(false);
  return (
    <Group gap={2} wrap="nowrap">
      <Move name={name} index={index} by={-1} isPossible={index > 0} onMove={onMove} />
      <Move name={name} index={index} by={1} isPossible={index < count - 1} onMove={onMove} />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        disabled={loss !== undefined && count === 1}
        aria-label={`Remove ${name}`}
        onClick={() => {
          if (loss === undefined) onRemove();
          else setAsking(true);
        }}
      >
        <IconTrash size={18} />
      </ActionIcon>
      <Confirm
        opened={isAsking}
        title={`Remove ${name}?`}
        verb="Remove"
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          setAsking(false);
          onRemove();
        }}
      >
        {loss}
      </Confirm>
    </Group>
  );
};
