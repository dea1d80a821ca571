// What stands below a text that is written: too many characters, why it was not sent, more of the caller's, and the buttons.
import { Alert, Button, Group, Text, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { isMac } from './WriterTools.tsx';

interface Props {
  readonly value: string;
  /** Characters at most. */
  readonly limit: number;
  readonly preview: boolean;
  readonly onPreview: (preview: boolean) => void;
  readonly verb: string;
  readonly canSend: boolean;
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly problem: Error | null;
  readonly onSubmit: () => void;
  readonly onLeave: () => void;
  /** Between the text and the buttons. */
  readonly children?: ReactNode;
}

export const WriterFoot = (props: Props) => {
  const { value, limit, preview, onPreview, verb, canSend, busy, problem, onSubmit, onLeave, children } =
    props;
  const over = value.length - limit;
  return (
    <>
      {over > 0 && (
        <Text size="xs" c="var(--bad)" role="alert">
          {over.toLocaleString('en')} characters too many.
        </Text>
      )}
      {problem && (
        <Alert color="red" variant="light" p="xs" role="alert">
          {problem.message}
        </Alert>
      )}
      {children}
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <UnstyledButton
          className="writer-toggle"
          disabled={!preview && value.trim() === ''}
          onClick={() => {
            onPreview(!preview);
          }}
        >
          {preview ? 'Write' : 'Preview'}
        </UnstyledButton>
        <Group gap={6} wrap="nowrap">
          <Button size="compact-sm" variant="subtle" color="gray" onClick={onLeave}>
            Close
          </Button>
          <Button
            size="compact-sm"
            disabled={!canSend}
            loading={busy}
            title={isMac ? '⌘ Enter' : 'Ctrl Enter'}
            onClick={onSubmit}
          >
            {problem ? 'Try again' : verb}
          </Button>
        </Group>
      </Group>
    </>
  );
};
