// The projector’s link and the check-in code.
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import type { DeskView } from '#shared/rounds/views.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { CopyButton } from '#client/kit/CopyButton.tsx';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { deskQuery } from './data.ts';
import { useJoinCode } from './use-join-code.ts';
import { clockText } from './use-remaining.ts';

interface Props {
  readonly meetingId: string;
  readonly desk: DeskView;
  readonly needsCode: boolean;
}

// Asked for again before the last code it knows has passed.
const JoinCode = ({ meetingId, codes }: { meetingId: string; codes: DeskView['joinCodes'] }) => {
  const shown = useJoinCode(codes, () => {
    void queryClient.invalidateQueries({ queryKey: deskQuery(meetingId).queryKey });
  });
  return (
    <>
      <div className="desk-code figures">{shown?.code ?? '…'}</div>
      {shown && (
        <Text size="sm" c="dimmed" className="figures">
          the next in {clockText(shown.leftMs)}
        </Text>
      )}
    </>
  );
};

export const DeskProjector = ({ meetingId, desk, needsCode }: Props) => {
  const [isAsking, setAsking] = useState(false);
  const renew = useMutation({
    mutationFn: () => call(roundsRoutes.renewProjectorLink, { params: { meetingId } }),
    onSuccess: (fresh) => {
      queryClient.setQueryData(deskQuery(meetingId).queryKey, fresh);
      setAsking(false);
      sayDone('The projector has a new link; the old one has ended.');
    },
    onError: sayRefused,
  });
  return (
    <section className="card live-card" aria-label="Projector">
      <Stack gap="sm">
        <Title order={2} fz="lg">
          Projector
        </Title>
        {needsCode && (
          <div>
            <Text size="sm" c="dimmed">
              Check-in code
            </Text>
            <JoinCode meetingId={meetingId} codes={desk.joinCodes} />
          </div>
        )}
        <Button
          component="a"
          href={desk.projectorPath}
          target="_blank"
          rel="noopener"
          variant="default"
          size="md"
        >
          Open the projector
        </Button>
        <Group gap="xs">
          <CopyButton text={window.location.origin + desk.projectorPath} what="Copy link" />
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            onClick={() => {
              setAsking(true);
            }}
          >
            New link
          </Button>
        </Group>
      </Stack>
      <Confirm
        opened={isAsking}
        title="Make a new link?"
        verb="Make a new link"
        busy={renew.isPending}
        onConfirm={() => {
          renew.mutate();
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        The present link ends, also on a projector that shows it now. Do this when somebody has it who should
        not.
      </Confirm>
    </section>
  );
};
