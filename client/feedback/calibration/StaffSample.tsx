// A sample as the staff prepare it: their marks, whether students mark it, and how those did.
import { Badge, Button, Group, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { fitting } from '#shared/feedback/calibration.ts';
import { missingIn } from '#shared/feedback/content.ts';
import type { Criterion } from '#shared/feedback/criteria.ts';
import { samplesRoutes, type Sample, type Samples } from '#shared/feedback/samples.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { DialogButton } from '#client/kit/DialogButton.tsx';
import { currentOf } from '#client/kit/merging.ts';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { CriteriaForm, type SavedContent } from '#client/feedback/CriteriaForm.tsx';
import { Sheet } from '#client/feedback/Sheet.tsx';
import { putSamples } from './data.ts';
import { SampleText } from './SampleText.tsx';
import { Spread } from './Spread.tsx';

interface Props {
  readonly courseId: Id;
  readonly personId: Id;
  readonly sample: Sample;
  /** The course's present ones. */
  readonly criteria: readonly Criterion[];
}

const useChange = ({ courseId, sample }: Pick<Props, 'courseId' | 'sample'>) => {
  const { id, title, isOn, marked, revision } = sample;
  const params = { courseId, sampleId: id };
  return async (change: Partial<SavedContent & Pick<Sample, 'title' | 'isOn'>>) => {
    const body = { title, isOn, content: marked.content, revision, ...change };
    putSamples(courseId, await call(samplesRoutes.changeSample, { params, body }));
  };
};

const Rename = ({ sample, change, onDone }: { sample: Sample; onDone: () => void } & Changes) => {
  const [title, setTitle] = useState(sample.title);
  const save = useMutation({ mutationFn: () => change({ title }), onSuccess: onDone, onError: sayRefused });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TextInput
          label="Title"
          description="Students read it above the text."
          required
          maxLength={120}
          data-autofocus
          value={title}
          onChange={({ currentTarget: { value } }) => {
            setTitle(value);
          }}
        />
        <Button type="submit" disabled={title.trim() === ''} loading={save.isPending}>
          Rename
        </Button>
      </Stack>
    </form>
  );
};
interface Changes {
  readonly change: ReturnType<typeof useChange>;
}

const Remove = ({ courseId, sample: { id, title, students } }: Pick<Props, 'courseId' | 'sample'>) => {
  const [isAsking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => call(samplesRoutes.removeSample, { params: { courseId, sampleId: id } }),
    onSuccess: (all) => {
      putSamples(courseId, all);
    },
    onError: sayRefused,
  });
  const done = students.filter(({ isDone }) => isDone).length;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        size="compact-md"
        onClick={() => {
          setAsking(true);
        }}
      >
        Remove
      </Button>
      <Confirm
        opened={isAsking}
        title={`Remove “${title}”?`}
        verb="Remove"
        busy={remove.isPending}
        onClose={() => {
          setAsking(false);
        }}
        onConfirm={() => {
          remove.mutate();
        }}
      >
        Its text, your marks and what {done === 1 ? '1 student' : `${String(done)} students`} gave on it are
        removed for good. To keep them, switch the sample off instead.
      </Confirm>
    </>
  );
};

const Results = ({ sample }: { sample: Sample }) => {
  const left = sample.students.filter(({ isDone }) => !isDone);
  const done = sample.students.length - left.length;
  return (
    <Stack gap="sm" component="section" aria-label={`How the class marked “${sample.title}”`}>
      <Title order={3} fz="1.05rem">
        {done} of {sample.students.length} students have marked it
      </Title>
      {done > 0 && <Spread sample={sample} />}
      {left.length > 0 && (
        <details>
          <summary>Not yet: {left.length}</summary>
          <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
            {left.map(({ name }) => name).join(', ')}
          </Text>
        </details>
      )}
    </Stack>
  );
};

export const StaffSample = (props: Props) => {
  const { personId, sample, criteria } = props;
  const { title, isOn, marked, revision, students, papers, questions, answers } = sample;
  const change = useChange(props);
  const turn = useMutation({ mutationFn: (on: boolean) => change({ isOn: on }), onError: sayRefused });
  const isWhole = missingIn(marked.content, marked.criteria) === null;
  const areCriteriaNew = JSON.stringify(marked.criteria) !== JSON.stringify(criteria);
  return (
    <Stack gap="md" component="section" aria-label={title}>
      <Group justify="space-between" gap="sm">
        <Group gap="sm">
          <Title order={2} fz="1.3rem" style={{ overflowWrap: 'anywhere' }}>
            {title}
          </Title>
          <Badge variant={isOn ? 'light' : 'default'} tt="none">
            {isOn ? 'On' : 'Off'}
          </Badge>
        </Group>
        <Group gap="xs">
          <DialogButton
            label="Rename"
            title="Rename the sample"
            variant="subtle"
            buttonSize="compact-md"
            isForm
          >
            {(close) => <Rename {...{ sample, change }} onDone={close} />}
          </DialogButton>
          <Remove {...props} />
        </Group>
      </Group>
      <Switch
        label="Students mark it before they give feedback"
        description={
          isWhole
            ? 'It comes before the reviews of every meeting whose feedback begins from now on.'
            : 'Mark it first: students compare themselves with you.'
        }
        checked={isOn}
        disabled={!isOn && !isWhole}
        onChange={({ currentTarget: { checked } }) => {
          turn.mutate(checked);
        }}
      />
      <Sheet
        label={`Your marks of “${title}”`}
        reviewLabel={`Text of “${title}”`}
        review={<SampleText {...{ papers, questions, answers }} />}
      >
        {areCriteriaNew && (
          <Text size="sm" mb="sm" c="var(--warn)">
            The course’s criteria have changed since this sample was marked. Students mark it by the former
            ones until you save your marks by the new ones.
          </Text>
        )}
        <CriteriaForm
          {...{ criteria, personId }}
          place={`sample:${sample.id}:marks`}
          saved={{ content: fitting(marked.content, criteria), revision }}
          overallHelp="What is good, and what one thing would make it better? Students read it once they have marked it."
          verb="Save the marks"
          isUnsent={areCriteriaNew}
          mayBeBegun={!isOn}
          send={async (saved) => {
            await change(saved);
            sayDone(
              students.some(({ isDone }) => isDone)
                ? 'Saved. Students who have marked it are shown your marks again.'
                : 'Saved.',
            );
          }}
          theirsOf={(error) => {
            const all = currentOf(error) as Samples | undefined;
            const theirs = all?.samples.find(({ id }) => id === sample.id);
            return theirs && { content: theirs.marked.content, revision: theirs.revision };
          }}
        />
      </Sheet>
      <Results sample={sample} />
    </Stack>
  );
};
