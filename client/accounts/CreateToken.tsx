// Makes a token for a program: how it is called and how long it lives, then its secret, this once.
import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { tokenDaysSchema, tokenLimits, tokensRoutes, type TokenDays } from '#shared/accounts/tokens.ts';
import { call } from '#client/kernel/call.ts';
import { CopyField } from '#client/kit/CopyField.tsx';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { refreshTokens } from './tokens.ts';

const lives: Readonly<Record<TokenDays, string>> = { 30: '30 days', 90: '90 days', 365: 'One year' };

const TokenForm = ({ onMade }: { onMade: (secret: string) => void }) => {
  const [draft, setDraft] = useState<{ name: string; days: TokenDays }>({ name: '', days: 90 });
  const make = useMutation({
    mutationFn: () => call(tokensRoutes.createToken, { body: draft }),
    onSuccess: async ({ secret }) => {
      onMade(secret);
      await refreshTokens();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={make.error} fields={['name']} />
        <TextInput
          label="Name"
          description="The program or the device, so that you know it again."
          placeholder="Script on my laptop"
          required
          maxLength={tokenLimits.name}
          data-autofocus
          autoComplete="off"
          value={draft.name}
          error={errorAt(make.error, 'name')}
          onChange={(event) => {
            setDraft({ ...draft, name: event.currentTarget.value });
          }}
        />
        <NativeSelect
          label="Valid for"
          value={draft.days}
          data={tokenLimits.days.map((days) => ({ value: String(days), label: lives[days] }))}
          onChange={(event) => {
            setDraft({ ...draft, days: tokenDaysSchema.parse(Number(event.currentTarget.value)) });
          }}
        />
        <Button type="submit" loading={make.isPending}>
          Make the token
        </Button>
      </Stack>
    </form>
  );
};

/** The form that had the focus is gone. */
const focus = (field: HTMLInputElement | null) => {
  field?.focus();
};

const Secret = ({ secret, onClose }: { secret: string; onClose: () => void }) => (
  <Stack>
    <Text>
      Copy it into the program now: it is not shown again. Whoever has it reads and writes notes in your name.
    </Text>
    <CopyField label="Token" value={secret} isMonospaced ref={focus} />
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        Done
      </Button>
    </Group>
  </Stack>
);

/** Not closed by a click beside it: the secret would be gone. */
export const CreateToken = ({ opened, onClose }: { opened: boolean; onClose: () => void }) => {
  const [secret, setSecret] = useState<string>();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => {
        setSecret(undefined);
      }}
      title={secret === undefined ? 'New token' : 'Your new token'}
      closeOnClickOutside={false}
    >
      {secret === undefined ? <TokenForm onMade={setSecret} /> : <Secret secret={secret} onClose={onClose} />}
    </Modal>
  );
};
