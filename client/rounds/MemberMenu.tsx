// What the staff can do with one seated person: move them to another group, change places, mark that they left.
import { Menu, ScrollArea } from '@mantine/core';
import type { LiveView } from '#shared/rounds/views.ts';
import { useMoving } from './moving.ts';

interface Props {
  readonly live: LiveView;
  readonly personId: string;
  readonly isMovable: boolean;
  /** The button that opened it. */
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

/** One for the whole desk, opened where it is asked for: hundreds of closed menus would make the desk slow. */
export const MemberMenu = ({ live, personId, isMovable, anchor, onClose }: Props) => {
  const { move, swap, leave } = useMoving(live);
  const groups = live.round?.groups ?? [];
  const others = groups.filter(({ members }) => !members.includes(personId));
  const { left, top, width, height } = anchor.getBoundingClientRect();
  return (
    <Menu
      opened
      position="bottom-end"
      withinPortal
      shadow="md"
      onClose={() => {
        onClose();
        anchor.focus();
      }}
    >
      <Menu.Target>
        <span
          aria-hidden="true"
          style={{ position: 'fixed', left, top, width, height, pointerEvents: 'none' }}
        />
      </Menu.Target>
      <Menu.Dropdown>
        {isMovable && others.length > 0 && (
          <>
            <Menu.Label>Move to</Menu.Label>
            <ScrollArea.Autosize mah={260}>
              {others.map(({ number, name, members }) => (
                <Menu.Item
                  key={number}
                  onClick={() => {
                    move(personId, number);
                  }}
                >
                  {name} ({members.length})
                </Menu.Item>
              ))}
            </ScrollArea.Autosize>
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>Swap with</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                <ScrollArea.Autosize mah={320}>
                  {others.flatMap(({ name, members }) =>
                    members.map((otherId) => (
                      <Menu.Item
                        key={otherId}
                        onClick={() => {
                          swap(personId, otherId);
                        }}
                      >
                        {live.names[otherId]} ({name})
                      </Menu.Item>
                    )),
                  )}
                </ScrollArea.Autosize>
              </Menu.Sub.Dropdown>
            </Menu.Sub>
            <Menu.Divider />
          </>
        )}
        <Menu.Item
          onClick={() => {
            leave(personId);
          }}
        >
          Has left
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
