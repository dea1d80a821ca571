// The frame of an ordinary page: a heading, one action where the eye ends, content of readable width.
import { Box, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

const widths = { text: '44rem', wide: '72rem', full: '112rem' } as const;

interface Props {
  /** Names the page in the heading and in the browser's tab. */
  readonly title: string;
  /** A line above the heading: where one is. */
  readonly above?: ReactNode;
  /** A line below the heading. */
  readonly below?: ReactNode;
  readonly action?: ReactNode;
  /** `full`: a desk with many things side by side. */
  readonly width?: keyof typeof widths;
  readonly children: ReactNode;
}

/** Sets the document's title too. */
export const Page = ({ title, above, below, action, width = 'wide', children }: Props) => {
  useEffect(() => {
    document.title = `${title} · Paperround`;
  }, [title]);
  return (
    <Container size={widths[width]} px={{ base: 'md', sm: 'lg' }} py={{ base: 'md', sm: 'xl' }}>
      <Stack gap="lg">
        <Group justify="space-between" align="flex-end" gap="md">
          <Box style={{ minWidth: 0, flex: '1 1 18rem' }}>
            {above !== undefined && (
              <Text size="sm" c="dimmed" component="div" mb={2} className="quiet-links">
                {above}
              </Text>
            )}
            <Title
              order={1}
              fz={{ base: '1.5rem', sm: '1.9rem' }}
              style={{ textWrap: 'balance', overflowWrap: 'anywhere' }}
            >
              {title}
            </Title>
            {below !== undefined && (
              <Text c="dimmed" component="div" mt={4}>
                {below}
              </Text>
            )}
          </Box>
          {action}
        </Group>
        {children}
      </Stack>
    </Container>
  );
};
