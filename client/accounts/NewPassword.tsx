// The field in which a password is chosen.
import { PasswordInput } from '@mantine/core';

interface Props {
  readonly label?: string;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** Says the rule before it is broken; password managers offer a fresh one. */
export const NewPassword = ({ label = 'Password', value, error, onChange }: Props) => (
  <PasswordInput
    label={label}
    description="At least 8 characters. A short sentence of your own is easy to keep and hard to guess."
    name="new-password"
    autoComplete="new-password"
    required
    minLength={8}
    maxLength={128}
    value={value}
    error={error}
    onChange={(event) => {
      onChange(event.currentTarget.value);
    }}
  />
);
