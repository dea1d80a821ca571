// Feedback on one's own review: read it, say how useful it is, and answer once.
import { Button, Group, SegmentedControl, Stack, Text, Textarea, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { feedbackRoutes, type ReceivedFeedback } from '#shared/feedback/contract.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { GivenMarks } from './CriteriaFields.tsx';
import { putInDesk } from './data.ts';

interface Props {
  readonly received: ReceivedFeedback;
  readonly criteria: readonly Criterion[];
  readonly meetingId: Id;
  readonly personId: Id;
}

const textSchema = z.string();
const ratings = ['1', '2', '3', '4', '5'];

export const ReceivedSheet = ({ received, criteria, meetingId, personId }: Props) => {
  const { id, alias, content, usefulness, answer } = received;
  const params = { pairId: id };
  const [draft, keep, state] = useDraft(personId, `feedback:${id}:answer`, textSchema);
  const put = (changed: ReceivedFeedback) => {
    putInDesk(meetingId, (desk) => ({
      ...desk,
      received: desk.received.map((one) => (one.id === id ? changed : one)),
    }));
  };
  const rate = useMutation({
    mutationFn: (value: number) => call(feedbackRoutes.rateFeedback, { params, body: { usefulness: value } }),
    onSuccess: put,
  });
  const send = useMutation({
    mutationFn: (text: string) => call(feedbackRoutes.answerFeedback, { params, body: { answer: text } }),
    onSuccess: (changed) => {
      keep(null);
      put(changed);
    },
  });
  return (
    <article className="card feedback-received" aria-label={`Feedback from ${alias}`}>
      <Stack gap="md">
        <Title order={3} fz="1.1rem">
          {alias}
        </Title>
        <GivenMarks criteria={criteria} content={content} />
        <div>
          <Text fw={600} size="sm" id={`useful-${id}`}>
            How useful is this to you? 1: not at all, 5: very
          </Text>
          <SegmentedControl
            mt={6}
            aria-labelledby={`useful-${id}`}
            data={ratings}
            value={usefulness === null ? '' : String(usefulness)}
            onChange={(value) => {
              rate.mutate(Number(value));
            }}
          />
          <FormProblem error={rate.error} />
        </div>
        {answer === null ? (
          <Stack gap="xs">
            <Textarea
              label="Your answer"
              description="You can answer once. Your name is not shown."
              autosize
              minRows={2}
              value={draft ?? ''}
              onChange={({ currentTarget: { value } }) => {
                keep(value === '' ? null : value);
              }}
            />
            <FormProblem error={send.error} />
            <Group justify="space-between">
              <DraftWords state={state} />
              <Button
                variant="light"
                disabled={(draft ?? '').trim() === ''}
                loading={send.isPending}
                onClick={() => {
                  send.mutate(draft ?? '');
                }}
              >
                Answer
              </Button>
            </Group>
          </Stack>
        ) : (
          <Text className="feedback-words">Your answer: {answer}</Text>
        )}
      </Stack>
    </article>
  );
};
