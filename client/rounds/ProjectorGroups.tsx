// The projector while groups find each other and talk: all groups with their names.
import { useMemo } from 'react';
import type { LiveView, RoundView } from '#shared/rounds/contract.ts';
import { FittedPages } from './FittedPages.tsx';

/** In em: where whole names need more, their ends are left out rather than a group. */
const columns = [11, 9.5, 8];

export const ProjectorGroups = ({ round, names }: { round: RoundView; names: LiveView['names'] }) => {
  const cards = useMemo(
    () =>
      round.groups.map((group) => (
        <section key={group.number} className="projector-group">
          <h2>{group.name}</h2>
          <ul>
            {group.members.map((personId) => (
              <li key={personId}>
                <bdi>{names[personId]}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )),
    [round.groups, names],
  );
  return <FittedPages cards={cards} largest={3} columns={columns} />;
};
