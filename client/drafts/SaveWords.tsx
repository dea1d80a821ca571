// A quiet line under what saves itself: saved when and by whom, under way, or why not.
import { Text } from '@mantine/core';
import { Ago } from '#client/kit/Moment.tsx';
import type { Autosave } from './use-autosave.ts';

interface Props {
  readonly state: Pick<Autosave<unknown>, 'progress' | 'problem'>;
  /** When it was saved last; null: not yet. */
  readonly at: string | null;
  /** By whom, where it may have been others. */
  readonly by?: string | undefined;
}

export const SaveWords = ({ state: { progress, problem }, at, by }: Props) => {
  const isCalm = progress === 'saved' || progress === 'saving';
  return (
    <Text size="sm" c={isCalm ? 'dimmed' : 'var(--warn)'} aria-live={isCalm ? 'off' : 'polite'}>
      {progress === 'saving' && 'Saving'}
      {progress === 'clash' && 'Not saved yet: choose above'}
      {problem !== null && progress !== 'clash' && progress !== 'saving' && problem}
      {progress === 'saved' &&
        (at === null ? (
          'Saves itself as you go'
        ) : (
          <>
            Saved <Ago at={at} />
            {by !== undefined && ` by ${by}`}
          </>
        ))}
    </Text>
  );
};
