// Changes one's own password; the current one proves who is asking.
import { Button, Checkbox, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { call } from '#client/kernel/call.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { refreshSecondFactor, secondFactorQuery } from './second-factor.ts';
import { NewPassword } from './NewPassword.tsx';

const empty = { current: '', next: '', endOtherSessions: true };

export const PasswordForm = ({ email }: { email: string }) => {
  // Until it is known, the field is there: most people have one.
  const { hasPassword = true } = useQuery(secondFactorQuery).data ?? {};
  const [draft, setDraft] = useState(empty);
  const change = useMutation({
    mutationFn: () => call(accountsRoutes.changePassword, { body: draft }),
    onSuccess: async () => {
      setDraft(empty);
      await refreshSecondFactor();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate();
  };
  const edit = (part: Partial<typeof draft>) => {
    if (change.isSuccess) change.reset();
    setDraft({ ...draft, ...part });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={change.error} fields={['current', 'next']} />
        {/* Tells password managers whose password it is. */}
        <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
        {hasPassword && (
          <PasswordInput
            label="Current password"
            name="current-password"
            autoComplete="current-password"
            required
            value={draft.current}
            error={errorAt(change.error, 'current')}
            onChange={(event) => {
              edit({ current: event.currentTarget.value });
            }}
          />
        )}
        <NewPassword
          label="New password"
          value={draft.next}
          error={errorAt(change.error, 'next')}
          onChange={(next) => {
            edit({ next });
          }}
        />
        <Checkbox
          label="Sign out everywhere else"
          description="Programs lose their access, too."
          checked={draft.endOtherSessions}
          onChange={(event) => {
            edit({ endOtherSessions: event.currentTarget.checked });
          }}
        />
        <div>
          <Button type="submit" loading={change.isPending}>
            {hasPassword ? 'Change the password' : 'Choose this password'}
          </Button>
          <Text span size="sm" c="dimmed" ml="md" role="status">
            {change.isSuccess ? 'The password was changed.' : ''}
          </Text>
        </div>
      </Stack>
    </form>
  );
};
