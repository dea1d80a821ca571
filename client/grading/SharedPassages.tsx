// A text as it was typed, with the passages marked that another one has too.
import { Text } from '@mantine/core';

interface Props {
  readonly name: string;
  readonly text: string;
  /** Half-open ranges of UTF-16 units, in their order. */
  readonly shared: readonly (readonly [number, number])[];
}

export const SharedPassages = ({ name, text, shared }: Props) => (
  <div className="grading-text">
    <Text size="sm" fw={600}>
      {name}
    </Text>
    <p className="serif grading-words">
      {shared.map(([start, end], at) => (
        <span key={start}>
          {text.slice(shared[at - 1]?.[1] ?? 0, start)}
          <mark>{text.slice(start, end)}</mark>
        </span>
      ))}
      {text.slice(shared.at(-1)?.[1] ?? 0)}
    </p>
  </div>
);
