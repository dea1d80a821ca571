// The states every page shares: loading in the shape of what comes, empty with the next step, refused with the reason.
import { Button, Center, Skeleton, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '#shared/kernel/refusals.ts';

/** Lines where text will be. */
export const LoadingLines = ({ lines = 4, label = 'Loading' }: { lines?: number; label?: string }) => (
  <Stack gap="sm" role="status" aria-label={label}>
    {Array.from({ length: lines }, (_, index) => (
      <Skeleton
        key={index}
        height={index === 0 ? 28 : 16}
        width={index === 0 ? '45%' : `${String(95 - (index % 3) * 12)}%`}
      />
    ))}
  </Stack>
);

/** Nothing here yet, and what to do about it. */
export const EmptyState = ({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) => (
  <Center py="xl">
    <Stack align="center" gap="xs" maw="30rem" ta="center">
      <Title order={2} fz="lg">
        {title}
      </Title>
      {children !== undefined && (
        <Text c="dimmed" component="div">
          {children}
        </Text>
      )}
      {action}
    </Stack>
  </Center>
);

/** What was refused, in the server's own sentence, and a way on. */
export const RefusedState = ({ refusal, onRetry }: { refusal: Refusal | Error; onRetry?: () => void }) => (
  <EmptyState
    title="This cannot be shown"
    action={
      onRetry && (
        <Button variant="default" onClick={onRetry}>
          Try again
        </Button>
      )
    }
  >
    {refusal.message}
  </EmptyState>
);
