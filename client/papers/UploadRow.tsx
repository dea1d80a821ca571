// One file on its way to the server: how far it is, or why it was refused.
import { Button, CloseButton, Group, Paper, Progress, Text } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';

export interface Upload {
  /** The paper's future id. */
  readonly id: Id;
  readonly file: File;
  /** 0 to 1. */
  readonly part: number;
  readonly problem: string | null;
  readonly mayRetry: boolean;
  readonly stop: AbortController;
}

interface Props {
  readonly upload: Upload;
  readonly onRetry: () => void;
  readonly onRemove: () => void;
}

export const UploadRow = ({ upload: { file, part, problem, mayRetry }, onRetry, onRemove }: Props) => (
  <Paper withBorder p="sm" role={problem === null ? undefined : 'alert'}>
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <div style={{ minWidth: 0, flex: 1 }}>
        <Text size="sm" fw={600} truncate>
          {file.name}
        </Text>
        <Text size="sm" c={problem === null ? 'dimmed' : 'var(--bad)'} className="figures">
          {problem ??
            (part === 0
              ? 'Waiting'
              : part < 1
                ? `Uploading, ${String(Math.floor(part * 100))} %`
                : 'Uploaded, being checked')}
        </Text>
      </div>
      {mayRetry && problem !== null && (
        <Button size="compact-sm" variant="default" onClick={onRetry}>
          Try again
        </Button>
      )}
      <CloseButton
        size="lg"
        aria-label={problem === null ? `Cancel the upload of ${file.name}` : `Dismiss ${file.name}`}
        onClick={onRemove}
      />
    </Group>
    {problem === null && (
      <Progress value={part * 100} size="xs" mt={8} aria-label={`Upload of ${file.name}`} />
    )}
  </Paper>
);
