// Which talks the sign-up is for, and how many presenters each of them wants and takes.
import { Button, Checkbox, Group, NumberInput, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { day } from '#shared/kernel/moments.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';

export interface SlotDraft {
  readonly paperId: Id;
  readonly title: string;
  readonly meeting: MeetingView;
  readonly isIn: boolean;
  readonly min: number;
  readonly max: number;
}

interface Props {
  readonly slots: readonly SlotDraft[];
  readonly timeZone: string;
  readonly onChange: (slots: SlotDraft[]) => void;
}

export const SlotRows = ({ slots, timeZone, onChange }: Props) => {
  const [all, setAll] = useState({ min: 0, max: 1 });
  const change = (paperId: Id, part: Partial<SlotDraft>) => {
    onChange(slots.map((slot) => (slot.paperId === paperId ? { ...slot, ...part } : slot)));
  };
  const count = (label: string, value: number, min: number, set: (value: number) => void, off = false) => (
    <NumberInput
      aria-label={label}
      size="sm"
      min={min}
      max={6}
      allowDecimal={false}
      disabled={off}
      value={value}
      onChange={(next) => {
        set(Number(next));
      }}
    />
  );
  return (
    <div>
      <Group gap="xs" mb="xs" align="center">
        <Text size="sm">All talks need at least</Text>
        <div style={{ width: '4.5rem' }}>
          {count('All talks need at least', all.min, 0, (min) => {
            setAll({ ...all, min });
          })}
        </div>
        <Text size="sm">and take</Text>
        <div style={{ width: '4.5rem' }}>
          {count('All talks take', all.max, 1, (max) => {
            setAll({ ...all, max });
          })}
        </div>
        <Button
          variant="default"
          size="sm"
          onClick={() => {
            onChange(slots.map((slot) => ({ ...slot, max: all.max, min: Math.min(all.min, all.max) })));
          }}
        >
          Set for all
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={480}>
        <Table className="slot-table" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Talk</Table.Th>
              <Table.Th>Date</Table.Th>
              <Table.Th w="6rem">Needs</Table.Th>
              <Table.Th w="6rem">Takes</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {slots.map(({ paperId, title, meeting, isIn, min, max }) => (
              <Table.Tr key={paperId}>
                <Table.Td>
                  <Checkbox
                    checked={isIn}
                    label={<span className="serif">{title}</span>}
                    onChange={(event) => {
                      change(paperId, { isIn: event.currentTarget.checked });
                    }}
                  />
                </Table.Td>
                <Table.Td className="figures" style={{ whiteSpace: 'nowrap' }}>
                  {day(meeting.startsAt, timeZone)}
                </Table.Td>
                <Table.Td>
                  {count(
                    `“${title}” needs at least`,
                    min,
                    0,
                    (value) => {
                      change(paperId, { min: value });
                    },
                    !isIn,
                  )}
                </Table.Td>
                <Table.Td>
                  {count(
                    `“${title}” takes at most`,
                    max,
                    1,
                    (value) => {
                      change(paperId, { max: value });
                    },
                    !isIn,
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </div>
  );
};
