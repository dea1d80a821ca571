// Says what was done and offers to undo it for ten seconds.
import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

export const sayUndoable = (message: string, undo: () => void): void => {
  const id = notifications.show({
    autoClose: 10_000,
    withBorder: true,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button
          variant="default"
          size="sm"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
};
