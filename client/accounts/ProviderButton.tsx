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
        h="auto"
        py="sm"
        styles={{ label: { whiteSpace: 'normal', overflowWrap: 'anywhere', lineHeight: 1.4 } }}
      >
        Sign in with {provider}
      </Button>
    </>
  );
};
