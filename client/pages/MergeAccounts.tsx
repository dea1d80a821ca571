// Where a link of one's other account leads: what will happen is said, and confirmed in the account that stays.
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Navigate, useNavigate } from '@tanstack/react-router';
import type { Self } from '#shared/accounts/contract.ts';
import { mergesRoutes, type MergeView } from '#shared/accounts/merges.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { SignInForm } from '#client/accounts/SignInForm.tsx';
import { call } from '#client/kernel/call.ts';
import { useFragment } from '#client/kernel/fragment.ts';
import { becomeSelf, signOut, useSelf } from '#client/kernel/session.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';
import { Query } from '#client/kit/Query.tsx';
import { sayDone } from '#client/kit/say.ts';

const nameOf = ({ name, email }: Pick<Self, 'name' | 'email'>) => `${name} (${email})`;

const Titles = ({ titles }: { titles: readonly string[] }) => (
  <List>
    {titles.map((title) => (
      <List.Item key={title}>{title}</List.Item>
    ))}
  </List>
);

const Shared = ({ shared }: { shared: readonly string[] }) => (
  <Alert color="yellow" title="These two accounts stay two">
    <Stack gap="xs">
      <Text>
        Both are, or were, in the same course, and what both did there cannot be made one. If you need only
        one of them there, ask the staff to drop the other.
      </Text>
      <Titles titles={shared} />
    </Stack>
  </Alert>
);

const What = ({ self, other }: { self: Self; other: MergeView }) => (
  <>
    <Text>
      <b>{nameOf(other)}</b> goes into <b>{nameOf(self)}</b>, with which you are signed in here.
    </Text>
    <List spacing="xs">
      <List.Item>
        {other.courses.length === 0 ? (
          'It is in no course.'
        ) : (
          <>
            You are in its courses then, with the same rights: <Titles titles={other.courses} />
          </>
        )}
      </List.Item>
      <List.Item>What was written with it stays where it is, and has the name {self.name}.</List.Item>
      <List.Item>
        Its address leads here: invitations to it reach you, and you may sign in with it and the password of
        this account.
      </List.Item>
      <List.Item>
        Its password, second factor, calendar link and programs’ tokens end, and it is signed out everywhere.
        If it was an administrator of the server, this account does not become one by it.
      </List.Item>
    </List>
    <Text fw={600}>This cannot be undone.</Text>
  </>
);

const Joining = ({ self, token }: { self: Self; token: string }) => {
  const navigate = useNavigate();
  const other = useQuery<MergeView, Refusal>({
    queryKey: [mergesRoutes.lookAtMerge.path, token, self.id],
    queryFn: ({ signal }) => call(mergesRoutes.lookAtMerge, { body: { token } }, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  const confirm = useMutation({
    mutationFn: () => call(mergesRoutes.confirmMerge, { body: { token } }),
    onSuccess: async (fresh) => {
      becomeSelf(fresh);
      sayDone('Your two accounts are one.');
      await navigate({ to: '/' });
    },
  });
  return (
    <Stack>
      <Query query={other}>
        {(merge) => (
          <>
            {merge.shared.length > 0 ? (
              <Shared shared={merge.shared} />
            ) : (
              <>
                <What self={self} other={merge} />
                <FormProblem error={confirm.error} />
                <Button
                  loading={confirm.isPending}
                  onClick={() => {
                    confirm.mutate();
                  }}
                >
                  Make them one account
                </Button>
              </>
            )}
          </>
        )}
      </Query>
      <Button variant="default" onClick={() => void signOut()}>
        Sign in as somebody else
      </Button>
    </Stack>
  );
};

export const MergeAccounts = () => {
  const token = useFragment();
  const self = useSelf();
  if (token === '') return <Navigate to="/account" replace />;
  return (
    <NarrowPage
      title="Make two accounts one"
      below={self ? undefined : 'Sign in with the account that stays; the other one goes into it.'}
    >
      {self ? <Joining self={self} token={token} /> : <SignInForm onSignedIn={becomeSelf} />}
    </NarrowPage>
  );
};
