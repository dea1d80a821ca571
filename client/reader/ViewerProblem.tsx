// Says why a PDF is not shown, and what to do next.
import { Button, Text } from '@mantine/core';
import { IconFileSad } from '@tabler/icons-react';
import type { ViewerFault } from './load-document.ts';

const sentences: Record<ViewerFault, { title: string; next: string }> = {
  missing: {
    title: 'This PDF is not here.',
    next: 'It was taken away, or it is not open to you. Ask the course staff if you need it.',
  },
  network: {
    title: 'The PDF did not arrive.',
    next: 'The connection broke or the server did not answer. Nothing of yours is lost.',
  },
  corrupt: {
    title: 'This file cannot be read as a PDF.',
    next: 'It is damaged or locked by a password. Ask whoever added it to upload it again.',
  },
};

export function ViewerProblem({ fault, onRetry }: { fault: ViewerFault; onRetry: () => void }) {
  const { title, next } = sentences[fault];
  return (
    <div className="reader-problem" role="alert">
      <IconFileSad size={40} stroke={1.2} aria-hidden />
      <Text fw={600}>{title}</Text>
      <Text c="dimmed" size="sm" maw={360} ta="center">
        {next}
      </Text>
      <Button variant="default" mt="xs" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
