// What the staff can do with one seated person: move them to another group, mark that they left.
import { ActionIcon, Menu, ScrollArea } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { GroupView, LiveView } from '#shared/rounds/contract.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { actsOf, useAct } from './acts.ts';

interface Props {
  readonly live: LiveView;
  readonly group: GroupView;
  readonly personId: string;
  readonly isMovable: boolean;
}

export const MemberMenu = ({ live, group, personId, isMovable }: Props) => {
  const { act, isBusy } = useAct();
  const { round, meetingId } = live;
  const acts = actsOf(meetingId);
  const name = live.names[personId] ?? 'Somebody';
  const move = (to: GroupView) => {
    if (!round) return;
    act(async () => {
      const after = await acts.moveMember(round.id, personId, to.number);
      sayUndoable(`${name} is in ${to.name} now.`, () => {
        act(() => acts.moveMember(round.id, personId, group.number));
      });
      return after;
    });
  };
  const leave = () => {
    act(async () => {
      const after = await acts.checkOutMember(personId);
      sayUndoable(`${name} has left.`, () => {
        act(() => acts.checkInMember(personId));
      });
      return after;
    });
  };
  return (
    <Menu position="bottom-end" withinPortal shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} loading={isBusy} aria-label={`Change ${name}`}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isMovable && (
          <>
            <Menu.Label>Move to</Menu.Label>
            <ScrollArea.Autosize mah={260}>
              {round?.groups
                .filter(({ number }) => number !== group.number)
                .map((other) => (
                  <Menu.Item
                    key={other.number}
                    onClick={() => {
                      move(other);
                    }}
                  >
                    {other.name} ({other.members.length})
                  </Menu.Item>
                ))}
            </ScrollArea.Autosize>
            <Menu.Divider />
          </>
        )}
        <Menu.Item onClick={leave}>Has left</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
