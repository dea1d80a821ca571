// Who holds the controls, and how they change hands.
import { Button, Menu, Text } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import type { ShowView, Stage } from '#shared/presenting/contract.ts';
import type { Steering } from './use-steering.ts';

interface Props {
  readonly stage: Stage;
  readonly show: ShowView;
  readonly selfId: Id;
  readonly act: Steering['act'];
}

export const Handover = ({ stage, show, selfId, act }: Props) => {
  if (show.phase === 'ended') return null;
  const isMine = show.holderId === selfId;
  const others = stage.presenters.filter(({ id }) => id !== selfId);
  if (!isMine)
    return (
      <div className="handover" role="status">
        <Text size="sm">
          {show.holderId === null
            ? 'Nobody holds the controls.'
            : `${show.holderName ?? 'Somebody'} holds the controls.`}
        </Text>
        <Button
          size="compact-sm"
          onClick={() => {
            act({ do: 'take' });
          }}
        >
          Take the controls
        </Button>
      </div>
    );
  if (others.length === 0) return null;
  return (
    <Menu withinPortal position="bottom-end">
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          Hand over
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>The controls go to</Menu.Label>
        {others.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => {
              act({ do: 'hand', to: id });
            }}
          >
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
