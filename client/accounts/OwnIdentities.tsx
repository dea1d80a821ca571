// The accounts at the provider with which one signs in: joined, taken away.
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { identitiesRoutes } from '#shared/accounts/identities.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { Query } from '#client/kit/Query.tsx';
import { beginAt, identitiesQuery, problemIn } from './provider.ts';

export const OwnIdentities = ({ provider }: { provider: string }) => {
  const query = useQuery(identitiesQuery);
  const problem = problemIn(window.location.hash, provider);
  const remove = useMutation({
    mutationFn: (id: string) => call(identitiesRoutes.removeIdentity, { body: { id } }),
    onSuccess: (left) => {
      queryClient.setQueryData(identitiesQuery.queryKey, left);
    },
  });
  return (
    <Query query={query}>
      {(identities) => (
        <Stack>
          {problem !== undefined && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
          <FormProblem error={remove.error} />
          {identities.map(({ id, email }) => (
            <Group key={id} justify="space-between" wrap="nowrap">
              <Text style={{ overflowWrap: 'anywhere' }}>{email === '' ? provider : email}</Text>
              <Button
                variant="default"
                size="sm"
                loading={remove.isPending}
                aria-label={`Take ${email === '' ? provider : email} away`}
                onClick={() => {
                  remove.mutate(id);
                }}
              >
                Take away
              </Button>
            </Group>
          ))}
          {identities.length === 0 && (
            <Text>Join your account at {provider}, and you sign in here without another password.</Text>
          )}
          <div>
            <Button component="a" href={beginAt('/account', true)} variant="default">
              Join {identities.length === 0 ? 'an account' : 'another account'}
            </Button>
          </div>
        </Stack>
      )}
    </Query>
  );
};
