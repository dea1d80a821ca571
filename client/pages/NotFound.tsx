// The page for addresses that lead nowhere.
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '#client/kit/States.tsx';

export const NotFound = () => (
  <EmptyState
    title="There is nothing at this address"
    action={
      <Button component={Link} to="/" variant="default">
        To the first page
      </Button>
    }
  >
    The link may be old, or a letter is missing.
  </EmptyState>
);
