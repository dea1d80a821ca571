// One review to give feedback on: its text left, the criteria right; what is typed is kept at once, on this device and the server.
import { Alert, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { z } from 'zod';
import { feedbackRoutes, type GivenFeedback } from '#shared/feedback/contract.ts';
import { missingIn, type Content } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { DraftClash } from '#client/drafts/DraftClash.tsx';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf } from '#client/kit/merging.ts';
import { sayDone } from '#client/kit/say.ts';
import { ReviewText } from '#client/reviews/ReviewText.tsx';
import { CriteriaFields, GivenMarks } from './CriteriaFields.tsx';
import { putInDesk } from './data.ts';

// Without the limits of the contract: what is too long is kept as well.
const draftSchema = z.object({
  marks: z.record(z.string(), z.number()),
  comments: z.record(z.string(), z.string()),
  overall: z.string(),
  revision: z.number(),
});

interface Writes {
  readonly given: GivenFeedback;
  readonly criteria: readonly Criterion[];
  readonly meeting: MeetingView;
  readonly personId: Id;
}

const put = (meetingId: Id, given: GivenFeedback) => {
  putInDesk(meetingId, (desk) => ({
    ...desk,
    toGive: desk.toGive.map((one) => (one.id === given.id ? given : one)),
  }));
};

const Writing = ({ given, criteria, meeting, personId }: Writes) => {
  const [draft, keep, state] = useDraft(personId, `feedback:${given.id}`, draftSchema);
  const { revision, ...content } = draft ?? { ...given.content, revision: given.revision };
  const missing = missingIn(content, criteria);
  const submit = useMutation({
    mutationFn: async ({ from, text }: { from: number; text: Content }) => {
      const params = { pairId: given.id };
      const saved = await call(feedbackRoutes.saveFeedback, {
        params,
        body: { content: text, revision: from },
      });
      // From here on the draft starts from what the server has: a second try is no conflict.
      keep({ ...text, revision: saved.revision });
      return call(feedbackRoutes.submitFeedback, { params, body: { revision: saved.revision } });
    },
    onSuccess: (submitted) => {
      keep(null);
      put(meeting.id, submitted);
      sayDone('Feedback submitted. You can change it until the deadline.');
    },
  });
  const theirs = submit.error ? (currentOf(submit.error) as GivenFeedback | undefined) : undefined;
  return (
    <Stack gap="md">
      <CriteriaFields
        criteria={criteria}
        content={content}
        onChange={(changed) => {
          keep({ ...changed, revision });
        }}
      />
      <DraftClash
        draft={draft}
        state={state}
        textOf={(one) => one.overall}
        withText={(one, overall) => ({ ...one, overall })}
      />
      {theirs ? (
        <Alert color="yellow" variant="light" role="alert" title="Changed on another device meanwhile">
          <GivenMarks criteria={criteria} content={theirs.content} />
          <Group gap="xs" mt="sm">
            <Button
              variant="default"
              onClick={() => {
                submit.mutate({ from: theirs.revision, text: content });
              }}
            >
              Submit mine instead
            </Button>
            <Button
              variant="default"
              onClick={() => {
                keep(null);
                put(meeting.id, theirs);
                submit.reset();
              }}
            >
              Take that version
            </Button>
          </Group>
        </Alert>
      ) : (
        <FormProblem error={submit.error} />
      )}
      <Group justify="space-between" gap="sm">
        <div>
          <DraftWords state={state} />
          {missing !== null && (
            <Text size="sm" c="dimmed">
              {missing}
            </Text>
          )}
        </div>
        <Button
          disabled={missing !== null || (given.isSubmitted && draft === null && !given.isChanged)}
          loading={submit.isPending}
          onClick={() => {
            submit.mutate({ from: revision, text: content });
          }}
        >
          {given.isSubmitted ? 'Submit the change' : 'Submit feedback'}
        </Button>
      </Group>
    </Stack>
  );
};

export const GiveFeedback = (props: Writes & { readonly isOpen: boolean }) => {
  const { given, criteria, meeting, isOpen } = props;
  return (
    <article className="card feedback-sheet" aria-label={`Feedback on the review by ${given.alias}`}>
      <div className="feedback-review" tabIndex={0} role="region" aria-label={`Review by ${given.alias}`}>
        <Group justify="space-between" mb="md">
          <Title order={3} fz="1.1rem">
            Review by {given.alias}
          </Title>
          {given.isSubmitted && (
            <Badge variant="light" tt="none">
              {given.isChanged ? 'Submitted, changed since' : 'Submitted'}
            </Badge>
          )}
        </Group>
        <ReviewText questions={given.questions} answers={given.answers} meeting={meeting} />
      </div>
      <div className="feedback-form">
        {isOpen ? (
          <Writing {...props} />
        ) : given.isSubmitted ? (
          <GivenMarks criteria={criteria} content={given.content} />
        ) : (
          <Text c="dimmed">You submitted no feedback on this review. The time to give it is over.</Text>
        )}
        {given.usefulness !== null && (
          <Text mt="md">The author found it useful: {given.usefulness} of 5.</Text>
        )}
        {given.answer !== null && (
          <Text mt="sm" className="feedback-words">
            The author’s answer: {given.answer}
          </Text>
        )}
      </div>
    </article>
  );
};
