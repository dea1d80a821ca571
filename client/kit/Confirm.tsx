// Asks before something is lost: what will happen, a way out, and the act by its own verb.
import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, and what stays. */
  readonly children: ReactNode;
  /** The verb on the button. */
  readonly verb: string;
  readonly busy?: boolean;
  /** The word for staying; `Cancel` by default. */
  readonly stay?: string;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

export const Confirm = ({
  opened,
  title,
  children,
  verb,
  busy = false,
  stay = 'Cancel',
  onConfirm,
  onClose,
}: Props) => (
  <Modal opened={opened} onClose={onClose} title={title}>
    <Stack>
      <Text component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" data-autofocus onClick={onClose}>
          {stay}
        </Button>
        <Button color="red" loading={busy} onClick={onConfirm}>
          {verb}
        </Button>
      </Group>
    </Stack>
  </Modal>
);
