// The home page before it is known what stands on it: a heading, a large card, a strip.
import { Container, Skeleton, Stack } from '@mantine/core';
import './home.css';

const Blocks = () => (
  <Stack gap="lg" className="late" role="status" aria-label="Loading">
    <Skeleton h={260} radius="md" />
    <Skeleton h={24} w="10rem" />
    <Skeleton h={96} radius="md" />
  </Stack>
);

/** `bare`: inside of a page that has its heading already. */
export const HomeSkeleton = ({ bare = false }: { bare?: boolean }) =>
  bare ? (
    <Blocks />
  ) : (
    <Container size="72rem" px={{ base: 'md', sm: 'lg' }} py={{ base: 'md', sm: 'xl' }}>
      <Skeleton h={36} w="min(20rem, 70%)" mb="lg" className="late" />
      <Blocks />
    </Container>
  );
