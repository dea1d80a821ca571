// One's own group, large: its name, its people, one's role.
import { Title } from '@mantine/core';
import type { GroupView, LiveView } from '#shared/rounds/views.ts';
import { tableOf } from '#shared/rounds/names.ts';
import { ROLES } from '#shared/rounds/roles.ts';
import { GroupPeople } from './GroupPeople.tsx';
import { roleTask } from './words.ts';

interface Props {
  readonly group: GroupView;
  readonly names: LiveView['names'];
  readonly selfId: string;
  /** What happens next, in a sentence. */
  readonly next?: string | undefined;
  /** Leaves room for what the group does now. */
  readonly isSmall?: boolean;
}

export const MyGroup = ({ group, names, selfId, next, isSmall = false }: Props) => {
  const tasks = [
    ...(group.host === selfId ? ['You host this table: you stay when the others move on.'] : []),
    ...ROLES.filter((role) => group.roles[role] === selfId).map((role) => roleTask[role]),
  ];
  return (
    <section
      className="card live-card my-group"
      data-small={isSmall || undefined}
      aria-labelledby="my-group-name"
    >
      <p className="quiet my-group-above">Your group</p>
      <Title order={2} id="my-group-name" className="my-group-name">
        {group.name}
      </Title>
      {group.part !== undefined && <p className="my-group-task">Your group reads: {group.part}</p>}
      {tasks.length > 0 && <p className="my-group-task">{tasks.join(' ')}</p>}
      <p className="my-group-place">Sit at table {tableOf(group.number)}.</p>
      {next !== undefined && <p className="my-group-next">{next}</p>}
      <GroupPeople group={group} names={names} selfId={selfId} />
    </section>
  );
};
