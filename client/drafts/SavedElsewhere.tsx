// What one edits was saved elsewhere meanwhile: that text, and the choice between the two.
import { Alert, Button, Group, Text } from '@mantine/core';
import { Markdown } from '#client/kit/Markdown.tsx';

interface Props {
  readonly text: string;
  readonly onSaveMine: () => void;
  readonly onKeepTheirs: () => void;
}

export const SavedElsewhere = ({ text, onSaveMine, onKeepTheirs }: Props) => (
  <Alert color="yellow" variant="light" p="xs" role="alert">
    <Text size="sm" fw={600} c="var(--warn)">
      Saved elsewhere meanwhile
    </Text>
    <Markdown text={text} />
    <Group gap={6} mt={6}>
      <Button size="compact-sm" variant="default" onClick={onSaveMine}>
        Save mine instead
      </Button>
      <Button size="compact-sm" variant="default" onClick={onKeepTheirs}>
        Keep that version
      </Button>
    </Group>
  </Alert>
);
