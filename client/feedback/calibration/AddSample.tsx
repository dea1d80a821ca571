// Makes a sample: of a text that the staff paste, or of a review that somebody of the course submitted.
import { Alert, Button, Checkbox, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SyntheticEvent } from 'react';
import { z } from 'zod';
import type { Course } from '#shared/courses/contract.ts';
import { isFeedbackOver, termsOf } from '#shared/feedback/rules.ts';
import { samplesRoutes, type SampleSource } from '#shared/feedback/samples.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { DraftWords } from '#client/drafts/DraftWords.tsx';
import { useDraft } from '#client/drafts/use-draft.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { useServerNow } from '#client/kit/server-now.ts';
import { meetingsQuery } from '#client/papers/data.ts';
import { reviewStatesQuery } from '#client/reviews/data.ts';
import { putSamples } from './data.ts';

interface Chosen {
  readonly meetingId: string | null;
  readonly authorId: string | null;
  readonly isAgreed: boolean;
}
interface ReviewProps {
  readonly course: Course;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

const ChooseReview = ({ course, chosen, onChoose }: ReviewProps) => {
  const now = useServerNow();
  const { data: meetings = [] } = useQuery(meetingsQuery(course.id));
  const { meetingId, authorId, isAgreed } = chosen;
  const states = useQuery({ ...reviewStatesQuery(meetingId ?? ''), enabled: meetingId !== null });
  const over = meetings.filter(({ reviewsDueAt }) =>
    isFeedbackOver(termsOf(course.settings, new Date(reviewsDueAt)), now),
  );
  const written = (states.data ?? []).filter(({ submission }) => submission !== null);
  return (
    <>
      <Select
        label="Meeting"
        description="One whose feedback is over."
        required
        nothingFoundMessage="No meeting’s feedback is over yet."
        data={over.map(({ id, number, topic }) => ({ value: id, label: `${String(number)}: ${topic}` }))}
        value={meetingId}
        onChange={(value) => {
          onChoose({ meetingId: value, authorId: null, isAgreed: false });
        }}
      />
      <Select
        label="Review by"
        description="The name does not go with it."
        required
        searchable
        disabled={meetingId === null}
        nothingFoundMessage={states.isPending ? 'Loading' : 'Nobody submitted a review.'}
        data={written.map(({ personId, name }) => ({ value: personId, label: name }))}
        value={authorId}
        onChange={(value) => {
          onChoose({ ...chosen, authorId: value, isAgreed: false });
        }}
      />
      <Alert variant="default" title="The whole class will read it">
        The parts of it that are for classmates become readable to every student, without the name. Somebody
        may know the author by the words.
      </Alert>
      <Checkbox
        label="The author agrees that the class reads it"
        required
        checked={isAgreed}
        onChange={({ currentTarget: { checked } }) => {
          onChoose({ ...chosen, isAgreed: checked });
        }}
      />
    </>
  );
};

const draftSchema = z.object({ title: z.string(), text: z.string() });

const sourceOf = (kind: string, text: string, chosen: Chosen): SampleSource | null => {
  if (kind === 'text') return text.trim() === '' ? null : { kind: 'text', text };
  const { meetingId, authorId, isAgreed } = chosen;
  return meetingId === null || authorId === null || !isAgreed
    ? null
    : { kind: 'review', meetingId, authorId, isForTheClass: true };
};

interface Props {
  readonly course: Course;
  readonly personId: Id;
  readonly onDone: () => void;
}

export const AddSample = ({ course, personId, onDone }: Props) => {
  const [id] = useState(newId);
  const [kind, setKind] = useState('text');
  const [draft, keep, state] = useDraft(personId, `sample:${course.id}:new`, draftSchema);
  const { title, text } = draft ?? { title: '', text: '' };
  const [chosen, setChosen] = useState<Chosen>({ meetingId: null, authorId: null, isAgreed: false });
  const source = sourceOf(kind, text, chosen);
  const add = useMutation({
    mutationFn: (from: SampleSource) =>
      call(samplesRoutes.addSample, { params: { courseId: course.id }, body: { id, title, source: from } }),
    onSuccess: (all) => {
      keep(null);
      putSamples(course.id, all);
      onDone();
    },
  });
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (source) add.mutate(source);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label="Title"
          description="Students read it above the text, for instance “A review of Travel Leases”."
          required
          maxLength={120}
          data-autofocus
          value={title}
          onChange={({ currentTarget: { value } }) => {
            keep({ title: value, text });
          }}
        />
        <SegmentedControl
          aria-label="Where the text comes from"
          data={[
            { value: 'text', label: 'A text of yours' },
            { value: 'review', label: 'A review of the course' },
          ]}
          value={kind}
          onChange={setKind}
        />
        {kind === 'text' ? (
          <Textarea
            label="Text"
            description="Markdown, as reviews are written. It cannot be changed afterwards."
            required
            autosize
            minRows={6}
            maxRows={18}
            value={text}
            onChange={({ currentTarget: { value } }) => {
              keep({ title, text: value });
            }}
          />
        ) : (
          <ChooseReview course={course} chosen={chosen} onChoose={setChosen} />
        )}
        <DraftWords state={state} />
        <FormProblem error={add.error} />
        <Button type="submit" disabled={source === null || title.trim() === ''} loading={add.isPending}>
          Add the sample
        </Button>
      </Stack>
    </form>
  );
};
