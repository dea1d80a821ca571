// One's own name and time zone.
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { accountsRoutes, type Self } from '#shared/accounts/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { sessionQuery } from '#client/kernel/session.ts';
import { errorAt, FormProblem } from '#client/kit/FormProblem.tsx';
import { ownZone } from '#client/kit/Moment.tsx';
import { TimeZoneSelect } from '#client/kit/TimeZoneSelect.tsx';

export const SelfForm = ({ self }: { self: Self }) => {
  const [draft, setDraft] = useState({ name: self.name, timeZone: self.timeZone });
  const save = useMutation({
    mutationFn: () => call(accountsRoutes.changeSelf, { body: draft }),
    onSuccess: (saved) => {
      queryClient.setQueryData(sessionQuery.queryKey, { self: saved, isSetUp: true });
      setDraft({ name: saved.name, timeZone: saved.timeZone });
    },
  });
  const isChanged = draft.name !== self.name || draft.timeZone !== self.timeZone;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <FormProblem error={save.error} fields={['name', 'timeZone']} />
        <TextInput
          label="Name"
          description="As your courses see it."
          required
          maxLength={120}
          autoComplete="name"
          value={draft.name}
          error={errorAt(save.error, 'name')}
          onChange={(event) => {
            setDraft({ ...draft, name: event.currentTarget.value });
          }}
        />
        <TextInput
          label="E-mail address"
          description="You sign in with it."
          readOnly
          variant="filled"
          value={self.email}
        />
        <TimeZoneSelect
          label="Your time zone"
          description="Dates are shown in the course’s zone and, where it differs, in yours."
          placeholder={`As this browser: ${ownZone.replaceAll('_', ' ')}`}
          value={draft.timeZone}
          onChange={(timeZone) => {
            setDraft({ ...draft, timeZone });
          }}
        />
        <div>
          <Button type="submit" disabled={!isChanged} loading={save.isPending}>
            Save
          </Button>
          <Text span size="sm" c="dimmed" ml="md" role="status">
            {save.isSuccess && !isChanged ? 'Saved.' : ''}
          </Text>
        </div>
      </Stack>
    </form>
  );
};
