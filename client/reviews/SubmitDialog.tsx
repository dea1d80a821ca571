// Before submitting: what others will read and from when, and whether it is late.
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { countAllWords } from '#shared/reviews/answers.ts';
import { sayLeft } from '#shared/reviews/deadline.ts';
import { isLate } from '#shared/reviews/rules.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import { sayDone } from '#client/kit/say.ts';
import { useServerNow } from '#client/kit/server-now.ts';
import { forgetVersions, termsOf } from './data.ts';
import { ReviewText } from './ReviewText.tsx';
import type { Writing } from './writing-state.ts';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
  readonly writing: Writing;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const Readers = ({ meeting, course, writing }: Pick<Props, 'meeting' | 'course' | 'writing'>) => {
  const terms = termsOf(meeting, course, writing.state().saved);
  const now = useServerNow();
  const { classmatesReadReviews: rule, reviewNames } = course.settings;
  if (rule === 'never') return <>The staff read it from now on, under your name. Classmates do not.</>;
  const names = reviewNames === 'shown' ? 'Both see your name.' : 'Only the staff see your name.';
  const which = rule === 'by_consent' ? 'your classmates, if you share it,' : 'your classmates';
  if (isLate(terms, now)) return <>{`The staff and ${which} read it from now on. ${names}`}</>;
  return (
    <>
      The staff read it from now on, {which} from the deadline on:{' '}
      <Moment at={meeting.reviewsDueAt} zone={course.timeZone} />. {names} Until then you can change it and
      submit again.
    </>
  );
};

export const SubmitDialog = ({ meeting, course, writing, opened, onClose }: Props) => {
  const { answers, saved } = useSyncExternalStore(writing.subscribe, writing.state);
  const terms = termsOf(meeting, course, saved);
  const now = useServerNow();
  const late = isLate(terms, now);
  const submit = useMutation({
    mutationFn: writing.submit,
    onSuccess: () => {
      void forgetVersions(meeting.id);
      sayDone(late ? 'Your review was submitted, late.' : 'Your review was submitted.');
      onClose();
    },
  });
  return (
    <Modal
      opened={opened}
      onClose={() => {
        submit.reset();
        onClose();
      }}
      size="48rem"
      title={saved.submission ? 'Submit your review again' : 'Submit your review'}
    >
      <Stack>
        <Text>
          <Readers meeting={meeting} course={course} writing={writing} />
        </Text>
        {late && (
          <Alert color="yellow" variant="light" role="alert">
            {`You are ${sayLeft(terms.dueAt, now)}; this version is marked as late.`}
            {saved.countedVersion !== null &&
              ` Version ${String(saved.countedVersion)} stays the one that counts; the staff can read this one too.`}
          </Alert>
        )}
        <div className="submit-preview card" role="region" aria-label="What they will read">
          <ReviewText questions={saved.questions} answers={answers} meeting={meeting} />
        </div>
        <FormProblem error={submit.error} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" className="figures">
            {countAllWords(saved.questions, answers).toLocaleString('en')} words
          </Text>
          <Group>
            <Button variant="default" onClick={onClose}>
              Go on writing
            </Button>
            <Button
              loading={submit.isPending}
              onClick={() => {
                submit.mutate();
              }}
            >
              {late ? 'Submit late' : 'Submit'}
            </Button>
          </Group>
        </Group>
      </Stack>
    </Modal>
  );
};
