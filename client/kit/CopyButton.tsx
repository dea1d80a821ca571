// Copies a text and says so on the button itself.
import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** `what` names it for those who cannot see the text beside it: “Copy the link”. */
export const CopyButton = ({ text, what = 'Copy' }: { text: string; what?: string }) => {
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <Button
      variant="default"
      size="sm"
      miw="7.5rem"
      leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
      onClick={() => {
        clipboard.copy(text);
      }}
    >
      <span aria-live="polite">{clipboard.copied ? 'Copied' : what}</span>
    </Button>
  );
};
