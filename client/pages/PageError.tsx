// What is shown when a page itself fails: a sentence and a way on, never a blank screen.
import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { EmptyState } from '#client/kit/States.tsx';

export const PageError = ({ error: thrown, reset }: ErrorComponentProps) => {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  // After an update of the server the old page asks for parts that are gone; a fresh page has the new ones.
  const isOldPage = /dynamically imported module|Importing a module script failed/i.test(error.message);
  return (
    <EmptyState
      title={isOldPage ? 'Paperround was updated' : 'This page stopped working'}
      action={
        <Button
          onClick={() => {
            if (isOldPage) window.location.reload();
            else reset();
          }}
        >
          {isOldPage ? 'Load the new version' : 'Try again'}
        </Button>
      }
    >
      What was saved is safe. {isOldPage ? '' : error.message}
    </EmptyState>
  );
};
