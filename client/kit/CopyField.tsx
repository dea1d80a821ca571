// Something to be copied: shown in a field that selects itself, with a button beside it.
import { Group, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { CopyButton } from './CopyButton.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  /** As {@link CopyButton}'s `what`. */
  readonly what?: string;
  readonly isMonospaced?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export const CopyField = ({ label, value, what, isMonospaced = false, ref }: Props) => (
  <Group gap="sm" wrap="nowrap">
    <TextInput
      aria-label={label}
      readOnly
      ref={ref}
      value={value}
      style={{ flex: 1 }}
      {...(isMonospaced && { styles: { input: { fontFamily: 'var(--mantine-font-family-monospace)' } } })}
      onFocus={(event) => {
        event.currentTarget.select();
      }}
    />
    <CopyButton text={value} {...(what !== undefined && { what })} />
  </Group>
);
