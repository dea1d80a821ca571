// Opens a secret link: says whom it is for; only the button uses it up.
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { accountsRoutes } from '#shared/accounts/contract.ts';
import type { Refusal } from '#shared/kernel/refusals.ts';
import { UseLinkForm } from '#client/accounts/UseLinkForm.tsx';
import { call } from '#client/kernel/call.ts';
import { useFragment } from '#client/kernel/fragment.ts';
import { becomeSelf } from '#client/kernel/session.ts';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { LoadingLines } from '#client/kit/States.tsx';

const DeadLink = ({ children, onRetry }: { children: string; onRetry?: () => void }) => (
  <NarrowPage title="This link cannot be used" below={children}>
    {onRetry && <Button onClick={onRetry}>Try again</Button>}
    <LinkButton to="/sign-in" variant="default">
      Sign in with a password
    </LinkButton>
  </NarrowPage>
);

export const OpenLink = () => {
  const token = useFragment();
  const navigate = useNavigate();
  const [isUsed, setUsed] = useState(false);
  const look = useQuery<{ purpose: 'claim' | 'sign_in'; name: string; email: string }, Refusal>({
    queryKey: [accountsRoutes.lookAtLink.path, token],
    queryFn: ({ signal }) => call(accountsRoutes.lookAtLink, { body: { token } }, signal),
    // Once used it is gone, and asking again would only say so.
    enabled: token !== '' && !isUsed,
    staleTime: Infinity,
    gcTime: 0,
  });
  if (token === '') return <DeadLink>The part after the # is missing. Copy the whole link.</DeadLink>;
  if (look.error)
    return look.error.body.code === 'unavailable' ? (
      <DeadLink onRetry={() => void look.refetch()}>{look.error.message}</DeadLink>
    ) : (
      <DeadLink>{look.error.message}</DeadLink>
    );
  if (!look.data)
    return (
      <NarrowPage title="Opening the link">
        <LoadingLines lines={3} />
      </NarrowPage>
    );
  const { purpose, name, email } = look.data;
  return (
    <NarrowPage
      title={purpose === 'claim' ? `Welcome, ${name}` : 'Sign in by link'}
      below={
        purpose === 'claim'
          ? `Choose a password, and from then on you sign in with ${email}; or just enter.`
          : `This link signs in ${email}, once.`
      }
    >
      <UseLinkForm
        token={token}
        link={look.data}
        onSignedIn={(self) => {
          setUsed(true);
          becomeSelf(self);
          void navigate({ to: '/', replace: true });
        }}
      />
    </NarrowPage>
  );
};
