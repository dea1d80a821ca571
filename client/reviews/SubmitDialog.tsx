// Before submitting: what others will read and from when, and whether it is late.
import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { span } from '#shared/kernel/moments.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { countAllWords } from '#shared/reviews/parts.ts';
import { isLate } from '#shared/reviews/rules.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { Moment, useNow } from '#client/kit/Moment.tsx';
import { sayDone } from '#client/kit/say.ts';
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

const Readers = ({ meeting, course }: Pick<Props, 'meeting' | 'course'>) => {
  const terms = termsOf(meeting, course);
  const now = useNow();
  if (terms.classmatesReadReviews === 'never')
    return <>The staff read it from now on, under your name. Classmates do not.</>;
  if (isLate(terms, now)) return <>The staff and your classmates read it from now on, under your name.</>;
  return (
    <>
      The staff read it from now on, your classmates from the deadline on:{' '}
      <Moment at={meeting.reviewsDueAt} zone={course.timeZone} />. Both see your name. Until then you can
      change it and submit again.
    </>
  );
};

export const SubmitDialog = ({ meeting, course, writing, opened, onClose }: Props) => {
  const { parts, saved } = useSyncExternalStore(writing.subscribe, writing.state);
  const terms = termsOf(meeting, course);
  const now = useNow();
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
          <Readers meeting={meeting} course={course} />
        </Text>
        {late && (
          <Alert color="yellow" variant="light" role="alert">
            The deadline passed {span(now.getTime() - terms.dueAt.getTime())} ago; this version is marked as
            late.
          </Alert>
        )}
        <div className="submit-preview card" role="region" aria-label="What they will read">
          <ReviewText parts={parts} papers={meeting.papers.map(({ title }) => title)} />
        </div>
        <FormProblem error={submit.error} />
        <Group justify="space-between">
          <Text size="sm" c="dimmed" className="figures">
            {countAllWords(parts).toLocaleString('en')} words
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
