// An ordinary page before its heading is known: the same frame, a heading, blocks.
import { Container, Skeleton, Stack } from '@mantine/core';

export const LoadingPage = ({ blocks = 3, width = 'wide' }: { blocks?: number; width?: 'text' | 'wide' }) => (
  <Container
    size={width === 'text' ? '44rem' : '72rem'}
    px={{ base: 'md', sm: 'lg' }}
    py={{ base: 'md', sm: 'xl' }}
  >
    <Stack gap="lg" role="status" aria-label="Loading">
      <Stack gap={10}>
        <Skeleton h={14} w="9rem" />
        <Skeleton h={36} w="min(26rem, 80%)" />
        <Skeleton h={14} w="min(18rem, 60%)" />
      </Stack>
      {Array.from({ length: blocks }, (_, index) => (
        <Skeleton key={index} h={index === 0 ? 160 : 88} radius="md" />
      ))}
    </Stack>
  </Container>
);
