// Access for programs: what it opens, the tokens there are, and a new one.
import { Anchor, Button, Code, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { tokenLimits } from '#shared/accounts/tokens.ts';
import { EmptyState } from '#client/kit/States.tsx';
import { Query } from '#client/kit/Query.tsx';
import { CreateToken } from './CreateToken.tsx';
import { TokenList } from './TokenList.tsx';
import { tokensQuery } from './tokens.ts';

export const Programs = () => {
  const query = useQuery(tokensQuery);
  const [isMaking, setIsMaking] = useState(false);
  const make = (
    <Button
      variant="default"
      leftSection={<IconPlus size={18} />}
      onClick={() => {
        setIsMaking(true);
      }}
    >
      New token
    </Button>
  );
  return (
    <Stack>
      <Text>
        With a token a program reads and writes notes in your name, without your password: the notes of a
        paper are a{' '}
        <Anchor href="https://www.w3.org/TR/annotation-protocol/" target="_blank" rel="noreferrer">
          W3C Web Annotation
        </Anchor>{' '}
        container at <Code>{`${window.location.origin}/annotations/…/`}</Code>, where … is the last part of
        the paper’s own address.
      </Text>
      <Query query={query}>
        {(tokens) =>
          tokens.length === 0 ? (
            <EmptyState title="No program has access" action={make}>
              Make a token for each program, so that you can revoke one without the others.
            </EmptyState>
          ) : (
            <>
              <TokenList tokens={tokens} />
              {tokens.length < tokenLimits.perPerson ? (
                <div>{make}</div>
              ) : (
                <Text size="sm" c="dimmed">
                  These are as many as one person may have. Revoke one to make another.
                </Text>
              )}
            </>
          )
        }
      </Query>
      <CreateToken
        opened={isMaking}
        onClose={() => {
          setIsMaking(false);
        }}
      />
    </Stack>
  );
};
