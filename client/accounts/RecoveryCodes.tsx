// Recovery codes, shown this once: to be copied, saved or printed.
import { Alert, Button, Code, Group, SimpleGrid, Stack } from '@mantine/core';
import { CopyButton } from '#client/kit/CopyButton.tsx';
import { downloadText } from '#client/kit/download.ts';

export const RecoveryCodes = ({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) => {
  const text = codes.join('\n');
  return (
    <Stack>
      <Alert title="Keep these recovery codes" role="status">
        Each of them signs you in once when your app is not at hand. They are not shown again.
      </Alert>
      <SimpleGrid cols={2} spacing="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="md">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group>
        <CopyButton text={text} what="Copy" />
        <Button
          variant="default"
          size="sm"
          onClick={() => {
            downloadText('paperround-recovery-codes.txt', 'text/plain', `${text}\n`);
          }}
        >
          Save as a file
        </Button>
        <Button size="sm" onClick={onDone}>
          I have kept them
        </Button>
      </Group>
    </Stack>
  );
};
