// One review to give feedback on: its text left, the criteria right.
import { Badge, Group, Text, Title } from '@mantine/core';
import { feedbackRoutes, type GivenFeedback } from '#shared/feedback/contract.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { call } from '#client/kernel/call.ts';
import { currentOf } from '#client/kit/merging.ts';
import { sayDone } from '#client/kit/say.ts';
import { ReviewText } from '#client/reviews/ReviewText.tsx';
import { GivenMarks } from './CriteriaFields.tsx';
import { CriteriaForm } from './CriteriaForm.tsx';
import { putInDesk } from './data.ts';
import { Sheet } from './Sheet.tsx';

interface Props {
  readonly given: GivenFeedback;
  readonly criteria: readonly Criterion[];
  readonly meeting: MeetingView;
  readonly personId: Id;
  readonly isOpen: boolean;
}

const put = (meetingId: Id, given: GivenFeedback) => {
  putInDesk(meetingId, (desk) => ({
    ...desk,
    toGive: desk.toGive.map((one) => (one.id === given.id ? given : one)),
  }));
};

const Writing = ({ given, criteria, meeting, personId }: Omit<Props, 'isOpen'>) => {
  const params = { pairId: given.id };
  return (
    <CriteriaForm
      {...{ criteria, personId }}
      place={`feedback:${given.id}`}
      saved={given}
      verb={given.isSubmitted ? 'Submit the change' : 'Submit feedback'}
      isUnsent={!given.isSubmitted || given.isChanged}
      send={async (body, keep) => {
        const { revision } = await call(feedbackRoutes.saveFeedback, { params, body });
        keep({ ...body, revision });
        put(meeting.id, await call(feedbackRoutes.submitFeedback, { params, body: { revision } }));
        sayDone('Feedback submitted. You can change it until the deadline.');
      }}
      theirsOf={(error) => currentOf(error) as GivenFeedback | undefined}
      onTake={(theirs) => {
        put(meeting.id, { ...given, ...theirs });
      }}
    />
  );
};

export const GiveFeedback = ({ isOpen, ...props }: Props) => {
  const { given, criteria, meeting } = props;
  return (
    <Sheet
      label={`Feedback on the review by ${given.alias}`}
      reviewLabel={`Review by ${given.alias}`}
      review={
        <>
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
        </>
      }
    >
      {isOpen ? (
        <Writing {...props} />
      ) : given.isSubmitted ? (
        <GivenMarks criteria={criteria} content={given.content} />
      ) : (
        <Text c="dimmed">You submitted no feedback on this review. The time to give it is over.</Text>
      )}
      {given.usefulness !== null && <Text mt="md">The author found it useful: {given.usefulness} of 5.</Text>}
      {given.answer !== null && (
        <Text mt="sm" className="feedback-words">
          The author’s answer: {given.answer}
        </Text>
      )}
    </Sheet>
  );
};
