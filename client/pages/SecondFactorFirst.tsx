// Stands in the place of every page until somebody who must have a second factor has set it up.
import { Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { RecoveryCodes } from '#client/accounts/RecoveryCodes.tsx';
import { secondFactorQuery } from '#client/accounts/second-factor.ts';
import { SetUpSecondFactor } from '#client/accounts/SetUpSecondFactor.tsx';
import { queryClient } from '#client/kernel/query.ts';
import { reconnect } from '#client/kernel/live.ts';
import { signOut } from '#client/kernel/session.ts';
import { NarrowPage } from '#client/kit/NarrowPage.tsx';
import { Query } from '#client/kit/Query.tsx';

const goOn = async () => {
  // What was refused meanwhile is asked for again.
  await queryClient.invalidateQueries();
  reconnect();
};

/** `onDone` follows when it is set up and the recovery codes were kept. */
const SecondFactorFirst = ({ onDone }: { onDone: () => void }) => {
  const query = useQuery(secondFactorQuery);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  return (
    <NarrowPage
      title="A second factor first"
      below="Accounts like yours must have one on this server. It takes two minutes, and the page you wanted opens after it."
    >
      {codes ? (
        <RecoveryCodes
          codes={codes}
          onDone={() => {
            void goOn().then(onDone);
          }}
        />
      ) : (
        <>
          <Query query={query}>
            {({ hasPassword }) => <SetUpSecondFactor hasPassword={hasPassword} onConfirmed={setCodes} />}
          </Query>
          <Text size="sm" c="dimmed">
            Not now?{' '}
            <Button variant="subtle" size="compact-sm" onClick={() => void signOut()}>
              Sign out
            </Button>
          </Text>
        </>
      )}
    </NarrowPage>
  );
};

export default SecondFactorFirst;
