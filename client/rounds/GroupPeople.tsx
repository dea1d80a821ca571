// The people of a group with their roles; one’s own name first among equals.
import { ROLES } from '#shared/rounds/roles.ts';
import type { GroupView, LiveView } from '#shared/rounds/views.ts';

interface Props {
  readonly group: GroupView;
  readonly names: LiveView['names'];
  readonly selfId: string | undefined;
}

/** The roles a person has in a group, in words; the host of a café's table among them. */
export const rolesOf = ({ roles, host }: GroupView, personId: string): string[] => [
  ...(host === personId ? ['host'] : []),
  ...ROLES.filter((role) => roles[role] === personId),
];

export const GroupPeople = ({ group, names, selfId }: Props) => (
  <ul className="group-people">
    {group.members.map((personId) => (
      <li key={personId} data-self={personId === selfId || undefined}>
        <span className="group-person">
          {names[personId]}
          {personId === selfId && <span className="quiet"> (you)</span>}
        </span>
        {rolesOf(group, personId).map((role) => (
          <span key={role} className="role">
            {role}
          </span>
        ))}
      </li>
    ))}
  </ul>
);
