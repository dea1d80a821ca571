// Tells the staff that a post should not stand as it is, and why.
import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { sayDone } from '#client/kit/say.ts';
import { reportPost } from './commands.ts';

/** Characters, as the route has it. */
const longest = 500;

interface Props {
  readonly thread: ThreadView;
  readonly post: ReplyView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const ReportDialog = ({ thread, post, opened, onClose }: Props) => {
  const [reason, setReason] = useState('');
  const send = useMutation({
    mutationFn: () => reportPost(thread, post.id, reason.replace(/\s+/g, ' ').trim()),
    onSuccess: () => {
      setReason('');
      onClose();
      sayDone('The staff of the course were told.');
    },
  });
  return (
    <Modal opened={opened} onClose={onClose} title="Report to the staff">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Stack>
          <Text size="sm">
            Only the staff of the course read this. The post stays until they have looked at it.
          </Text>
          <Textarea
            label="What is wrong with it?"
            data-autofocus
            autosize
            minRows={2}
            maxLength={longest}
            value={reason}
            onChange={(event) => {
              setReason(event.currentTarget.value);
            }}
          />
          <FormProblem error={send.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={reason.trim() === ''} loading={send.isPending}>
              Report
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
