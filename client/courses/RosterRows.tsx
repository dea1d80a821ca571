// What became, or would become, of every row of a roster; refused rows first, with the reason.
import { Badge, Group, ScrollArea, Table, Text } from '@mantine/core';
import type { RosterRow } from '#shared/courses/contract.ts';
import './members.css';

const outcomes = {
  refused: { color: 'red', variant: 'light', before: 'refused', after: 'refused' },
  created: { color: 'green', variant: 'light', before: 'new', after: 'created' },
  matched: { color: 'gray', variant: 'default', before: 'known here', after: 'known here' },
} as const;
const order = ['refused', 'created', 'matched'] as const;

/** `isDone` after the real import. */
export const RosterRows = ({ rows, isDone }: { rows: readonly RosterRow[]; isDone: boolean }) => {
  const word = (outcome: RosterRow['outcome']) => outcomes[outcome][isDone ? 'after' : 'before'];
  const of = (outcome: RosterRow['outcome']) => rows.filter((row) => row.outcome === outcome);
  return (
    <>
      <Group gap="xs" role="status">
        {order
          .filter((outcome) => of(outcome).length > 0)
          .map((outcome) => (
            <Badge
              key={outcome}
              variant={outcomes[outcome].variant}
              color={outcomes[outcome].color}
              tt="none"
              size="lg"
            >
              {of(outcome).length} {word(outcome)}
            </Badge>
          ))}
      </Group>
      {/* Scrolls by itself, so it can be reached by keyboard. */}
      <ScrollArea.Autosize
        mah="22rem"
        className="roster-rows"
        viewportProps={{ tabIndex: 0, role: 'group', 'aria-label': 'Rows of the roster' }}
      >
        <Table verticalSpacing={5}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th ta="right" w="3.5rem">
                Line
              </Table.Th>
              <Table.Th>Person</Table.Th>
              <Table.Th w="6rem" className="wide-only">
                Role
              </Table.Th>
              <Table.Th>Outcome</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {order.flatMap(of).map((row) => (
              <Table.Tr key={row.line}>
                <Table.Td ta="right" className="figures quiet">
                  {row.line}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <bdi>{row.name || 'No name'}</bdi>
                  <Text size="xs" c="dimmed">
                    {row.email}
                    <span className="narrow-only">{row.role}</span>
                  </Text>
                </Table.Td>
                <Table.Td className="wide-only">{row.role}</Table.Td>
                <Table.Td>
                  <Badge
                    variant={outcomes[row.outcome].variant}
                    color={outcomes[row.outcome].color}
                    tt="none"
                  >
                    {word(row.outcome)}
                  </Badge>
                  {row.reason !== null && (
                    <Text size="sm" c="var(--bad)">
                      {row.reason}
                    </Text>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollArea.Autosize>
    </>
  );
};
