// One's own second factor: set up, looked after, turned off.
import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Query } from '#client/kit/Query.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { refreshSecondFactor, secondFactorQuery } from './second-factor.ts';
import { SecondFactorOn } from './SecondFactorOn.tsx';
import { SetUpSecondFactor } from './SetUpSecondFactor.tsx';

export const SecondFactor = () => {
  const query = useQuery(secondFactorQuery);
  // Whatever is read meanwhile, the codes stay until they were kept.
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  if (codes)
    return (
      <RecoveryCodes
        codes={codes}
        onDone={() => {
          setCodes(null);
          void refreshSecondFactor();
        }}
      />
    );
  return (
    <Query query={query}>
      {({ isOn, hasPassword, ...standing }) =>
        isOn ? (
          <SecondFactorOn {...standing} onRenewed={setCodes} />
        ) : (
          <Stack>
            <Text>
              With it, a password alone opens nothing: signing in also asks for a code that an app on your
              phone shows.
            </Text>
            <SetUpSecondFactor hasPassword={hasPassword} onConfirmed={setCodes} />
          </Stack>
        )
      }
    </Query>
  );
};
