// One's own tokens: what each is for, when it was used and when it ends; and ending one before.
import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { tokensRoutes, type TokenView } from '#shared/accounts/tokens.ts';
import { call } from '#client/kernel/call.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { useNow, useOwnZone } from '#client/kit/Moment.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { refreshTokens } from './tokens.ts';
import './tokens.css';

const dateIn = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone }).format(
    new Date(instant),
  );

const TokenLine = ({ token, onRevoke }: { token: TokenView; onRevoke: () => void }) => {
  const zone = useOwnZone();
  const isOver = Date.parse(token.expiresAt) <= useNow().getTime();
  const used = token.lastUsedOn === null ? 'never used' : `last used ${dateIn(token.lastUsedOn, 'UTC')}`;
  return (
    <li className="token-line">
      <div className="token-words">
        <Text fw={600} {...(isOver ? { c: 'dimmed' } : {})}>
          {token.name}
        </Text>
        <Text size="sm" c="dimmed">
          Made {dateIn(token.createdAt, zone)}, {used}, {isOver ? 'expired' : 'expires'}{' '}
          {dateIn(token.expiresAt, zone)}
        </Text>
      </div>
      <Button
        variant="subtle"
        color="red"
        size="sm"
        aria-label={`${isOver ? 'Remove' : 'Revoke'} ${token.name}`}
        onClick={onRevoke}
      >
        {isOver ? 'Remove' : 'Revoke'}
      </Button>
    </li>
  );
};

export const TokenList = ({ tokens }: { tokens: readonly TokenView[] }) => {
  const [leaving, setLeaving] = useState<TokenView>();
  const [isAsking, setIsAsking] = useState(false);
  const close = () => {
    setIsAsking(false);
  };
  const revoke = useMutation({
    mutationFn: (tokenId: string) => call(tokensRoutes.revokeToken, { params: { tokenId } }),
    onSuccess: async () => {
      await refreshTokens();
      close();
      sayDone('The token is not valid any more.');
    },
    onError: sayRefused,
  });
  return (
    <>
      <Stack component="ul" gap={0} m={0} p={0} aria-label="Tokens">
        {tokens.map((token) => (
          <TokenLine
            key={token.id}
            token={token}
            onRevoke={() => {
              setLeaving(token);
              setIsAsking(true);
            }}
          />
        ))}
      </Stack>
      <Confirm
        opened={isAsking}
        title={`Revoke ${leaving?.name ?? 'the token'}?`}
        verb="Revoke"
        busy={revoke.isPending}
        onClose={close}
        onConfirm={() => {
          if (leaving) revoke.mutate(leaving.id);
        }}
      >
        The program that has it is shut out at once. What it wrote stays.
      </Confirm>
    </>
  );
};
