// What can be done with one item of the running order: start it, skip it, change it, move it, take it away.
import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowDown,
  IconArrowUp,
  IconDots,
  IconEdit,
  IconPlayerPlay,
  IconPlayerSkipForward,
  IconTrash,
} from '@tabler/icons-react';
import type { LiveView } from '#shared/rounds/views.ts';
import { itemsAhead } from '#shared/rounds/order.ts';
import type { OrderActInput } from '#shared/rounds/order-contract.ts';
import type { Item } from './order-acts.ts';
import { kindWord, stateOf } from './order-words.ts';

interface Props {
  readonly order: LiveView['order'];
  readonly item: Item;
  readonly index: number;
  readonly onRun: (act: OrderActInput) => void;
  readonly onEdit: () => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

export const OrderTools = ({ order, item, index, onRun, onEdit, onMove, onRemove }: Props) => {
  const state = stateOf(order, item);
  const name = kindWord(order, item);
  const hasBegun = order.stages[item.id] !== undefined;
  const maySkip = state === 'on' || itemsAhead(order).some(({ id }) => id === item.id);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={`Change ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {state !== 'on' && (
          <Menu.Item
            leftSection={<IconPlayerPlay size={16} />}
            onClick={() => {
              onRun({ do: 'start', itemId: item.id });
            }}
          >
            {hasBegun ? 'Go back to it' : 'Start now'}
          </Menu.Item>
        )}
        {maySkip && (
          <Menu.Item
            leftSection={<IconPlayerSkipForward size={16} />}
            onClick={() => {
              onRun({ do: 'skip', itemId: item.id });
            }}
          >
            Skip
          </Menu.Item>
        )}
        {state === 'skipped' && !hasBegun && (
          <Menu.Item
            onClick={() => {
              onRun({ do: 'unskip', itemId: item.id });
            }}
          >
            Do not skip
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconEdit size={16} />} onClick={onEdit}>
          Lengths and more
        </Menu.Item>
        {!hasBegun && (
          <>
            {index > 0 && (
              <Menu.Item
                leftSection={<IconArrowUp size={16} />}
                onClick={() => {
                  onMove(-1);
                }}
              >
                Move up
              </Menu.Item>
            )}
            {index < order.items.length - 1 && (
              <Menu.Item
                leftSection={<IconArrowDown size={16} />}
                onClick={() => {
                  onMove(1);
                }}
              >
                Move down
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconTrash size={16} />} onClick={onRemove}>
              Take out
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
