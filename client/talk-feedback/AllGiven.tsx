// What classmates gave a talk, for the staff: together as bars, each by name, and comments kept back with a reason.
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import {
  talkFeedbackRoutes,
  type AllTalkFeedback,
  type GivenTalkFeedback,
} from '#shared/talk-feedback/contract.ts';
import { giversAtLeast } from '#shared/talk-feedback/results.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import { allTalkFeedbackQuery, type TalkRef } from './data.ts';
import { ResultTables } from './ResultTables.tsx';

interface Props {
  readonly talk: TalkRef;
  readonly all: AllTalkFeedback;
  readonly timeZone: string;
}

const Hiding = ({ talk, given }: Pick<Props, 'talk'> & { given: GivenTalkFeedback }) => {
  const [reason, setReason] = useState<string | null>(null);
  const { giver, hidden } = given;
  const hide = useMutation({
    mutationFn: (why: string | null) =>
      call(talkFeedbackRoutes.hideTalkComment, {
        params: { ...talk, giverId: giver.id },
        body: { reason: why },
      }),
    onSuccess: (all) => {
      queryClient.setQueryData(allTalkFeedbackQuery(talk).queryKey, all);
      setReason(null);
    },
  });
  if (hidden)
    return (
      <Group gap="xs">
        <Text size="sm" c="var(--warn)">
          Kept from the presenters by {hidden.by.name}: {hidden.reason}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          loading={hide.isPending}
          onClick={() => {
            hide.mutate(null);
          }}
        >
          Show it again
        </Button>
      </Group>
    );
  if (reason === null)
    return (
      <div>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`Keep the comment of ${giver.name} from the presenters`}
          onClick={() => {
            setReason('');
          }}
        >
          Keep it from the presenters
        </Button>
      </div>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        hide.mutate(reason);
      }}
    >
      <Stack gap="xs">
        <TextInput
          label="Why"
          description={`${giver.name} reads this; the presenters do not.`}
          ref={(field) => {
            if (field && reason === '') field.focus();
          }}
          maxLength={300}
          value={reason}
          onChange={({ currentTarget: { value } }) => {
            setReason(value);
          }}
        />
        <FormProblem error={hide.error} />
        <Group gap="xs">
          <Button type="submit" size="compact-sm" disabled={reason.trim() === ''} loading={hide.isPending}>
            Keep it back
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setReason(null);
            }}
          >
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const sayState = ({ phase, isHandedOut, given }: AllTalkFeedback): string => {
  const count = given.length === 1 ? '1 classmate has' : `${String(given.length)} classmates have`;
  if (isHandedOut) return `${count} given feedback; the presenters have read it.`;
  if (given.length < giversAtLeast)
    return `${count} given feedback; the presenters see it from ${String(giversAtLeast)} on.`;
  return phase === 'closed'
    ? `${count} given feedback; the presenters see it now.`
    : `${count} given feedback.`;
};

export const AllGiven = ({ talk, all, timeZone }: Props) => {
  const { criteria, given, results, phase, closesAt, isHandedOut } = all;
  return (
    <Stack gap="lg">
      <div>
        <Text>{sayState(all)}</Text>
        {!isHandedOut && (
          <Text size="sm" c="dimmed">
            {phase === 'closed' ? 'Closed' : 'Open until'} <Moment at={closesAt} zone={timeZone} />
          </Text>
        )}
      </div>
      {given.length > 0 && (
        <ResultTables criteria={criteria} results={results} tooFew="Nobody marked this." />
      )}
      {given.length > 0 && (
        <section aria-label="Each by name">
          <Title order={3} fz="1.1rem" mb="xs">
            Each by name
          </Title>
          <ul className="talk-comments">
            {given.map((one) => {
              const { giver, content } = one;
              return (
                <li key={giver.id}>
                  <Text fw={600}>{giver.name}</Text>
                  <Text size="sm" c="dimmed" className="figures">
                    {criteria
                      .map(({ key, title }) => `${title} ${String(content.marks[key] ?? '–')}`)
                      .join(' · ')}
                  </Text>
                  {content.comment.trim() !== '' && (
                    <>
                      <p className="serif talk-words">{content.comment}</p>
                      <Hiding talk={talk} given={one} />
                    </>
                  )}
                </li>
              );
            })}
          </ul>
        </section>
      )}
    </Stack>
  );
};
