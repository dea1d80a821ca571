// The projector while groups find each other and talk: all groups with their names.
import { useMemo } from 'react';
import type { LiveView, RoundView } from '#shared/rounds/views.ts';
import { shortNames } from '#shared/rounds/short-names.ts';
import { FittedPages } from './FittedPages.tsx';

/** In em: where names still need more, their ends are left out rather than a group. */
const columns = [11, 9.5, 8];

const cardsOf = (groups: RoundView['groups'], names: LiveView['names']) =>
  groups.map((group) => (
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
  ));

/** Whole names where all groups fit on one page with them, otherwise with the family name’s first letter. */
export const ProjectorGroups = ({ round, names }: { round: RoundView; names: LiveView['names'] }) => {
  const cards = useMemo(() => cardsOf(round.groups, names), [round.groups, names]);
  const tighter = useMemo(() => cardsOf(round.groups, shortNames(names, 'initial')), [round.groups, names]);
  return <FittedPages cards={cards} tighter={tighter} largest={3} columns={columns} />;
};
