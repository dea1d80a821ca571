// The field in which people show that it is they who sit before an open page.
import { PasswordInput } from '@mantine/core';

interface Props {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

export const OwnPassword = ({ value, error, onChange }: Props) => (
  <PasswordInput
    label="Your password"
    description="So that nobody does this on a device that you left open."
    autoComplete="current-password"
    required
    value={value}
    error={error}
    onChange={(event) => {
      onChange(event.currentTarget.value);
    }}
  />
);
