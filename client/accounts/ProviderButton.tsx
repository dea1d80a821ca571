// Signs in with the provider that the operator named; nothing where there is none.
import { Button, Divider } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { beginAt, signInWaysQuery } from './provider.ts';

/** `to`: where it goes on here. */
export const ProviderButton = ({ to }: { to: string }) => {
  const provider = useQuery(signInWaysQuery).data?.provider;
  if (provider == null) return null;
  return (
    <>
      <Divider label="or" />
      <Button
        component="a"
        href={beginAt(to)}
        variant="default"
        style={{ height: 'auto', minHeight: '2.75rem' }}
      >
        <span style={{ whiteSpace: 'normal', overflowWrap: 'anywhere', paddingBlock: '0.4rem' }}>
          Sign in with {provider}
        </span>
      </Button>
    </>
  );
};
