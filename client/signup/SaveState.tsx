// Says in a sentence where one's list stands: saved, saving, kept here, or refused and why.
import { Alert, Text } from '@mantine/core';
import { Ago } from '#client/kit/Moment.tsx';
import type { Ranking } from './use-ranking.ts';

export const SaveState = ({ ranking }: { ranking: Ranking }) => {
  const { saved, isChanged, isSaving, problem, isAway, theirs } = ranking;
  if (theirs) return null;
  if (problem && isChanged && !isAway)
    return (
      <Alert color="red" variant="light" role="alert">
        {problem.message}
      </Alert>
    );
  return (
    <Text size="sm" c="dimmed" role="status" component="div">
      {problem && isChanged
        ? 'The server cannot be reached. Your list is kept on this page and saved when the connection is back.'
        : isSaving || isChanged
          ? 'Saving …'
          : saved.savedAt === null
            ? 'Nothing is saved yet. Your list saves itself as you make it.'
            : null}
      {!isSaving && !isChanged && saved.savedAt !== null && (
        <>
          Saved <Ago at={saved.savedAt} />. You can change it until sign-up closes.
        </>
      )}
    </Text>
  );
};
