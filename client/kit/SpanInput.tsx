// A span of time as a number and a unit that people say: 2 hours, 3 days.
import { Group, Input, NativeSelect, NumberInput } from '@mantine/core';
import { useId, useState } from 'react';

const units = [
  ['minutes', 1],
  ['hours', 60],
  ['days', 24 * 60],
] as const;
type Unit = (typeof units)[number][0];

const minutesIn = (unit: Unit): number => units.find(([name]) => name === unit)?.[1] ?? 1;
/** The largest unit in which it is a whole number. */
const unitOf = (minutes: number): Unit =>
  units.findLast(([, length]) => minutes > 0 && minutes % length === 0)?.[0] ?? 'minutes';

interface Props {
  readonly label: string;
  /** What the span counts from: `before the meeting`. */
  readonly after: string;
  readonly minutes: number;
  readonly max: number;
  readonly error?: string | null;
  readonly onChange: (minutes: number) => void;
}

/** The value is in minutes, whole. */
export const SpanInput = ({ label, after, minutes, max, error = null, onChange }: Props) => {
  const id = useId();
  const [chosen, setUnit] = useState<Unit>();
  const unit = chosen && minutes % minutesIn(chosen) === 0 ? chosen : unitOf(minutes);
  return (
    <Input.Wrapper label={label} labelProps={{ htmlFor: id }} error={error}>
      <Group gap="xs" wrap="nowrap" mt={2}>
        <NumberInput
          id={id}
          w="6rem"
          min={0}
          max={Math.floor(max / minutesIn(unit))}
          allowDecimal={false}
          allowNegative={false}
          value={minutes / minutesIn(unit)}
          onChange={(count) => {
            onChange(Number(count) * minutesIn(unit));
          }}
        />
        <NativeSelect
          aria-label={`${label}: unit`}
          w="7rem"
          value={unit}
          data={units.map(([name]) => name)}
          onChange={(event) => {
            const next = event.currentTarget.value as Unit;
            setUnit(next);
            onChange(Math.min(max, (minutes / minutesIn(unit)) * minutesIn(next)));
          }}
        />
        <span>{after}</span>
      </Group>
    </Input.Wrapper>
  );
};
