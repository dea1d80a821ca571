// One's own calendar feed: makes the secret link, shows it this once, ends it.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { calendarRoutes } from '#shared/signup/calendar.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { CopyField } from '#client/kit/CopyField.tsx';
import { Ago } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';

const linkQuery = reading(calendarRoutes.readCalendarLink, {});

export const CalendarLink = () => {
  const query = useQuery(linkQuery);
  const [link, setLink] = useState<string | null>(null);
  const [asking, setAsking] = useState<'renew' | 'end' | null>(null);
  const make = useMutation({
    mutationFn: () => call(calendarRoutes.createCalendarLink, {}),
    onSuccess: ({ link: made, createdAt }) => {
      setAsking(null);
      setLink(made);
      queryClient.setQueryData(linkQuery.queryKey, { createdAt });
    },
    onError: sayRefused,
  });
  const end = useMutation({
    mutationFn: () => call(calendarRoutes.revokeCalendarLink, {}),
    onSuccess: () => {
      setAsking(null);
      setLink(null);
      queryClient.setQueryData(linkQuery.queryKey, { createdAt: null });
      sayDone('The link is ended. Calendars that use it get nothing more.');
    },
    onError: sayRefused,
  });
  return (
    <Query query={query}>
      {({ createdAt }) => (
        <Stack gap="sm">
          <Text>
            Your meetings, your talks and the deadlines of your slides in the calendar that you use anyway.
            Subscribe to a secret link there; it keeps itself up to date.
          </Text>
          {link !== null && (
            <>
              <CopyField label="Link of your calendar" value={link} />
              <Text size="sm" c="dimmed">
                Copy it now: it is not shown again. Whoever has it sees your meetings and talks.
              </Text>
            </>
          )}
          {createdAt === null ? (
            <Group>
              <Button
                loading={make.isPending}
                onClick={() => {
                  make.mutate();
                }}
              >
                Make the link
              </Button>
            </Group>
          ) : (
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                Made <Ago at={createdAt} />
              </Text>
              <Group gap="xs">
                <Button
                  variant="default"
                  onClick={() => {
                    setAsking('renew');
                  }}
                >
                  Make a new one
                </Button>
                <Button
                  variant="default"
                  onClick={() => {
                    setAsking('end');
                  }}
                >
                  End the link
                </Button>
              </Group>
            </Group>
          )}
          <Confirm
            opened={asking !== null}
            title={asking === 'renew' ? 'Make a new link?' : 'End the link?'}
            verb={asking === 'renew' ? 'Make a new one' : 'End it'}
            busy={make.isPending || end.isPending}
            onClose={() => {
              setAsking(null);
            }}
            onConfirm={() => {
              if (asking === 'renew') make.mutate();
              else end.mutate();
            }}
          >
            Calendars that use the present link get nothing more from it, at once.
          </Confirm>
        </Stack>
      )}
    </Query>
  );
};
