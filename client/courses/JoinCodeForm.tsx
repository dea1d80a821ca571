// Asks for a join code; opening the course it belongs to is the caller's.
import { Button, Group, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';

/** `XKCD2345` as `XKCD-2345`, readable from a slide. */
export const spaceCode = (code: string): string => code.replace(/^(.{4})(.{4})$/, '$1-$2');

/** Capitals or not, with or without the hyphen. */
export const JoinCodeForm = ({ onCode, error }: { onCode: (code: string) => void; error?: string }) => {
  const [code, setCode] = useState('');
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onCode(code.toUpperCase().replace(/[^A-Z0-9]/g, ''));
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          aria-label="Join code"
          placeholder="ABCD-2345"
          name="code"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
          minLength={8}
          maxLength={12}
          value={code}
          error={error}
          style={{ flex: 1 }}
          onChange={(event) => {
            setCode(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default">
          Join
        </Button>
      </Group>
    </form>
  );
};
