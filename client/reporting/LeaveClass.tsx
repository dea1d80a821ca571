// Going home early: asked once, since the group closes up.
import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '#client/kit/Confirm.tsx';
import { actsOf, useAct } from '#client/rounds/acts.ts';

export const LeaveClass = ({ meetingId }: { readonly meetingId: string }) => {
  const [isAsking, setAsking] = useState(false);
  const { act, isBusy } = useAct();
  return (
    <Group justify="center">
      <Button
        variant="subtle"
        color="gray"
        size="md"
        onClick={() => {
          setAsking(true);
        }}
      >
        I have to leave
      </Button>
      <Confirm
        opened={isAsking}
        title="Leave the class?"
        verb="Leave"
        stay="Stay"
        busy={isBusy}
        onConfirm={() => {
          act(actsOf(meetingId).checkOut);
          setAsking(false);
        }}
        onClose={() => {
          setAsking(false);
        }}
      >
        Your group closes up without you. What you wrote stays, and you can check in again.
      </Confirm>
    </Group>
  );
};
