// The figures of an assignment that matter, and the same for the other ways of choosing.
import { Table } from '@mantine/core';
import type { Preview } from '#shared/signup/contract.ts';
import type { Figures as Numbers } from '#shared/signup/figures.ts';

const average = ({ averagePlace }: Numbers) => averagePlace?.toFixed(1) ?? '–';

export const Figures = ({ figures }: { figures: Numbers }) => (
  <dl className="signup-figures">
    {(
      [
        ['First choices', `${String(figures.firstChoices)} of ${String(figures.ranked)}`],
        ['Average place', average(figures)],
        ['Not on their list', figures.unlisted],
        ['Ranked too little', figures.withoutList],
        ['Without a talk', figures.unseated],
        ['Presenters missing', figures.short],
        ['Seats that change', figures.moved],
      ] as const
    ).map(([name, value]) => (
      <div key={name} className="card">
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);

const ways = [
  ['squared', 'Least squared places'],
  ['generous', 'Generous'],
  ['firstCome', 'First come, first served (to compare)'],
] as const;

export const Comparison = ({ others }: Pick<Preview, 'others'>) => (
  <Table.ScrollContainer minWidth={420}>
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Way of choosing</Table.Th>
          <Table.Th ta="right">First choices</Table.Th>
          <Table.Th ta="right">Average place</Table.Th>
          <Table.Th ta="right">Lowest place</Table.Th>
          <Table.Th ta="right">Not on their list</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className="figures">
        {ways.map(([key, name]) => (
          <Table.Tr key={key}>
            <Table.Td>{name}</Table.Td>
            <Table.Td ta="right">{others[key].firstChoices}</Table.Td>
            <Table.Td ta="right">{average(others[key])}</Table.Td>
            <Table.Td ta="right">{others[key].places.length || '–'}</Table.Td>
            <Table.Td ta="right">{others[key].unlisted}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Table.ScrollContainer>
);
