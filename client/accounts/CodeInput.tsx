// The field for a code of an authenticator app or a recovery code.
import { TextInput } from '@mantine/core';

interface Props {
  readonly value: string;
  readonly error: string | null;
  /** Without: recovery codes are taken, too. */
  readonly onlyApp?: boolean;
  readonly onChange: (code: string) => void;
}

export const CodeInput = ({ value, error, onlyApp = false, onChange }: Props) => (
  <TextInput
    label="Code"
    description={onlyApp ? 'Six digits.' : 'Six digits from your app, or one of your recovery codes.'}
    name="code"
    autoComplete="one-time-code"
    inputMode={onlyApp ? 'numeric' : 'text'}
    autoCapitalize="none"
    spellCheck={false}
    required
    maxLength={40}
    data-autofocus
    value={value}
    error={error}
    onChange={(event) => {
      onChange(event.currentTarget.value);
    }}
  />
);
