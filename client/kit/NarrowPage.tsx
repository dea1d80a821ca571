// The frame of a page with one small form, as before signing in.
import { Box, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

interface Props {
  readonly title: string;
  /** What this is about, in a sentence. */
  readonly below?: ReactNode;
  readonly children: ReactNode;
}

/** A card of 26 rem in the middle; the whole width on a phone. */
export const NarrowPage = ({ title, below, children }: Props) => {
  useEffect(() => {
    document.title = `${title} · Paperround`;
  }, [title]);
  return (
    <Box mx="auto" maw="28rem" px="md" py={{ base: 'md', sm: '4rem' }}>
      <Box className="card" p={{ base: 'lg', sm: 'xl' }}>
        <Stack gap="lg">
          <div>
            <Title order={1} fz="1.6rem" style={{ textWrap: 'balance', overflowWrap: 'anywhere' }}>
              {title}
            </Title>
            {below !== undefined && (
              <Text c="dimmed" component="div" mt={6} style={{ overflowWrap: 'anywhere' }}>
                {below}
              </Text>
            )}
          </div>
          {children}
        </Stack>
      </Box>
    </Box>
  );
};
