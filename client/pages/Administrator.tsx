// Creates the first administrator with the one-time link that the server printed.
import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import { emptyPerson, PersonFields, personFields } from '#client/accounts/PersonFields.tsx';
import { call } from '#client/kernel/call.ts';
import { useFragment } from '#client/kernel/fragment.ts';
import { becomeSelf, sessionQuery } from '#client/kernel/session.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';

const AlreadySetUp = () => (
  <NarrowPage
    title="This server has its administrator"
    below="The link worked once and is used up. Sign in with the address and password that were chosen with it."
  >
    <LinkButton to="/sign-in">Sign in</LinkButton>
  </NarrowPage>
);

const NoToken = () => (
  <NarrowPage title="Open the whole link" below="The part after the # is missing.">
    <Text>
      When the server starts, it prints a link for the first administrator in its terminal. Copy all of it
      into the address bar. The link lasts a day; a restart prints a new one.
    </Text>
  </NarrowPage>
);

export const Administrator = () => {
  const token = useFragment();
  const navigate = useNavigate();
  const session = useQuery(sessionQuery);
  const [draft, setDraft] = useState(emptyPerson);
  const create = useMutation({
    mutationFn: () => call(accountsRoutes.createAdministrator, { body: { token, ...draft } }),
    onSuccess: async (self) => {
      becomeSelf(self);
      await navigate({ to: '/', replace: true });
    },
  });
  // While the new administrator is on the way home, the page stays as it is.
  if (session.data?.isSetUp === true && !create.isSuccess) return <AlreadySetUp />;
  if (token === '') return <NoToken />;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <NarrowPage
      title="Set up this server"
      below="You become its administrator: you create courses and look after the installation."
    >
      <form onSubmit={submit}>
        <Stack>
          <FormProblem error={create.error} fields={personFields} />
          <PersonFields draft={draft} error={create.error} onChange={setDraft} />
          <Button type="submit" loading={create.isPending}>
            Create the administrator
          </Button>
        </Stack>
      </form>
    </NarrowPage>
  );
};
