// Returning the marks of a talk to its presenters, and taking them back; what a presenter sees is the copy of that moment.
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { talkGradingRoutes, type TalkMarks } from '#shared/talk-feedback/grading.ts';
import { isTalkMarked, type TalkMarking } from '#shared/talk-feedback/points.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf } from '#client/kit/merging.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { sayDone } from '#client/kit/say.ts';
import { putTalkMarks } from './grading-data.ts';

interface Props {
  readonly marks: TalkMarks;
  /** As it stands on the page. */
  readonly marking: TalkMarking;
  readonly isSaved: boolean;
  readonly timeZone: string;
}

const listed = new Intl.ListFormat('en', { type: 'conjunction' });

export const ReturnTalkMarks = ({ marks, marking, isSaved, timeZone }: Props) => {
  const { meetingId, paperId, criteria, presenters, revision } = marks;
  const params = { meetingId, paperId };
  const open = presenters.filter(({ state, isChangedSince }) => state !== 'returned' || isChangedSince);
  const isWhole = open.every(({ person }) => isTalkMarked(criteria, marking, person.id));
  const options = {
    onSuccess: putTalkMarks,
    onError: (error: Error) => {
      const current = currentOf(error) as TalkMarks | undefined;
      if (current) putTalkMarks(current);
    },
  };
  const giveBack = useMutation({
    mutationFn: async () => {
      const presenterIds = open.map(({ person }) => person.id);
      const body = { presenterIds, revision };
      const done = await call(talkGradingRoutes.returnTalkMarks, { params, body });
      sayDone('Marks returned. The presenters see them as they are now.');
      return done;
    },
    ...options,
  });
  const takeBack = useMutation({
    mutationFn: (presenterIds: string[]) =>
      call(talkGradingRoutes.takeBackTalkMarks, { params, body: { presenterIds } }),
    ...options,
  });
  const returned = presenters.filter(({ state }) => state === 'returned');
  const names = listed.format(open.map(({ person }) => person.name));
  return (
    <Stack gap="xs">
      {returned.map(({ person, returnedAt, isChangedSince }) => (
        <Group key={person.id} gap="xs" justify="space-between">
          <Text size="sm" c="dimmed" style={{ flex: '1 1 12rem' }}>
            Returned to {person.name} {returnedAt !== null && <Moment at={returnedAt} zone={timeZone} />}
            {isChangedSince && '; changed since'}
          </Text>
          <Button
            size="compact-sm"
            variant="subtle"
            loading={takeBack.isPending}
            aria-label={`Take the marks back from ${person.name}`}
            onClick={() => {
              takeBack.mutate([person.id]);
            }}
          >
            Take back
          </Button>
        </Group>
      ))}
      {open.length > 0 && (
        <Button
          disabled={!isWhole || !isSaved || revision === 0}
          loading={giveBack.isPending}
          onClick={() => {
            giveBack.mutate();
          }}
        >
          {returned.some(({ isChangedSince }) => isChangedSince) ? 'Return again to' : 'Return to'} {names}
        </Button>
      )}
      {open.length > 0 && !isWhole && (
        <Text size="sm" c="dimmed">
          Mark every criterion that counts, or set points by hand; then they can be returned.
        </Text>
      )}
      <FormProblem error={giveBack.error ?? takeBack.error} />
    </Stack>
  );
};
