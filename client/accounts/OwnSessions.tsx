// Where one is signed in: each session with its device and when it was used, and ending it from here.
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionsRoutes, type OwnSession } from '#shared/accounts/sessions.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { Ago } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import './tokens.css';

const sessionsQuery = reading(sessionsRoutes.listOwnSessions, {});

const nameOf = ({ device }: OwnSession) => device ?? 'A browser that does not say what it is';

const SessionLine = ({ session, onEnd }: { session: OwnSession; onEnd: () => void }) => (
  <li className="token-line">
    <div className="token-words">
      <Group gap="xs">
        <Text fw={600}>{nameOf(session)}</Text>
        {session.isThisOne && <Badge variant="light">This one</Badge>}
      </Group>
      <Text size="sm" c="dimmed">
        Signed in <Ago at={session.startedAt} />
        {!session.isThisOne && (
          <>
            , used <Ago at={session.usedAt} />
          </>
        )}
      </Text>
    </div>
    {!session.isThisOne && (
      <Button variant="subtle" color="red" size="sm" aria-label={`End ${nameOf(session)}`} onClick={onEnd}>
        End
      </Button>
    )}
  </li>
);

/** `ending`: one of them, or all others. */
const useEnding = (onDone: () => void) =>
  useMutation({
    mutationFn: (ending: OwnSession | 'others') =>
      ending === 'others'
        ? call(sessionsRoutes.endOtherSessions, {})
        : call(sessionsRoutes.endOwnSession, { params: { sessionId: ending.id } }),
    onSuccess: async (_nothing, ending) => {
      await queryClient.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      onDone();
      sayDone(ending === 'others' ? 'You are signed in here only.' : 'It is signed out.');
    },
    onError: sayRefused,
  });

export const OwnSessions = () => {
  const query = useQuery(sessionsQuery);
  const [ending, setEnding] = useState<OwnSession | 'others'>();
  const [isAsking, setIsAsking] = useState(false);
  const close = () => {
    setIsAsking(false);
  };
  const end = useEnding(close);
  const ask = (what: OwnSession | 'others') => () => {
    setEnding(what);
    setIsAsking(true);
  };
  return (
    <Stack>
      <Query query={query}>
        {(sessions) => (
          <>
            <Stack component="ul" gap={0} m={0} p={0} aria-label="Sessions">
              {sessions.map((session) => (
                <SessionLine key={session.id} session={session} onEnd={ask(session)} />
              ))}
            </Stack>
            {sessions.length > 1 && (
              <div>
                <Button variant="default" onClick={ask('others')}>
                  Sign out everywhere else
                </Button>
              </div>
            )}
          </>
        )}
      </Query>
      <Confirm
        opened={isAsking}
        title={
          ending === undefined || ending === 'others' ? 'Sign out everywhere else?' : `End ${nameOf(ending)}?`
        }
        verb={ending === undefined || ending === 'others' ? 'Sign out' : 'End'}
        busy={end.isPending}
        onClose={close}
        onConfirm={() => {
          if (ending) end.mutate(ending);
        }}
      >
        What is open there closes at once. What was typed there and not sent stays in its drafts.
      </Confirm>
    </Stack>
  );
};
