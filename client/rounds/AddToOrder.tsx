// Puts a talk, a round or a break at the end of the running order.
import { Button, Menu } from '@mantine/core';
import { IconCoffee, IconPlus, IconPresentation, IconUsersGroup } from '@tabler/icons-react';
import { newId } from '#shared/kernel/primitives.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { usualRound } from '#shared/rounds/order-proposal.ts';
import type { Item } from './order-acts.ts';

interface Props {
  readonly items: readonly Item[];
  readonly papers: readonly { readonly id: string }[];
  readonly settings: Settings;
  readonly onAdd: (item: Item) => void;
}

const usualBreak = 10;

export const AddToOrder = ({ items, papers, settings, onAdd }: Props) => {
  const shown = new Set(items.flatMap((item) => (item.kind === 'presentation' ? [item.paperId] : [])));
  const paper = papers.find(({ id }) => !shown.has(id)) ?? papers[0];
  const minutes = settings.talkMinutes + settings.questionMinutes;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button variant="default" size="md" leftSection={<IconPlus size={18} />}>
          Add
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {paper && (
          <Menu.Item
            leftSection={<IconPresentation size={18} />}
            onClick={() => {
              onAdd({ id: newId(), kind: 'presentation', paperId: paper.id, minutes });
            }}
          >
            Talk
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconUsersGroup size={18} />}
          onClick={() => {
            onAdd(copied(newId(), settings));
          }}
        >
          Round
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCoffee size={18} />}
          onClick={() => {
            onAdd({ id: newId(), kind: 'break', minutes: usualBreak });
          }}
        >
          Break
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

const copied = (id: string, settings: Settings): Item => {
  const round = usualRound(id, [], settings);
  return { ...round, paperIds: [...round.paperIds], questions: [...round.questions] };
};
