// What the staff can do with one seated person: move them to another group, mark that they left.
import { ActionIcon, Menu, ScrollArea } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { GroupView, LiveView } from '#shared/rounds/contract.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { actsOf, useAct } from './acts.ts';
import { placeChanges, saidChanges } from './place-changes.ts';

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
  const byHand = (change: (roundId: string) => Promise<LiveView>) => {
    if (!round) return;
    act(async () => {
      const after = await change(round.id);
      const changes = placeChanges(live, after);
      if (changes.length > 0)
        sayUndoable(saidChanges(changes, personId, after), () => {
          act(() => acts.undoMoves(round.id, changes));
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
                      byHand((roundId) => acts.moveMember(roundId, personId, other.number));
                    }}
                  >
                    {other.name} ({other.members.length})
                  </Menu.Item>
                ))}
            </ScrollArea.Autosize>
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>Swap with</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                <ScrollArea.Autosize mah={320}>
                  {round?.groups
                    .filter(({ number }) => number !== group.number)
                    .flatMap((other) =>
                      other.members.map((otherId) => (
                        <Menu.Item
                          key={otherId}
                          onClick={() => {
                            byHand((roundId) => acts.swapMembers(roundId, personId, otherId));
                          }}
                        >
                          {live.names[otherId]} ({other.name})
                        </Menu.Item>
                      )),
                    )}
                </ScrollArea.Autosize>
              </Menu.Sub.Dropdown>
            </Menu.Sub>
            <Menu.Divider />
          </>
        )}
        <Menu.Item onClick={leave}>Has left</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
