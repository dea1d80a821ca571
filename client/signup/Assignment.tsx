// The staff look at an assignment, fix seats, run it again, and publish what they saw.
import { Alert, Button, Group, Radio, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { signupRoutes, type Choice, type Pin, type Preview, type Signup } from '#shared/signup/contract.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Confirm } from '#client/kit/Confirm.tsx';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf } from '#client/kit/merging.ts';
import { sayDone, sayRefused } from '#client/kit/say.ts';
import { preferencesQuery, signupQuery } from './data.ts';
import { Comparison, Figures } from './Figures.tsx';
import { PreviewSeats } from './PreviewSeats.tsx';
import { isMissing } from './Students.tsx';
import type { SlotLine } from './slot-lines.ts';
import { whyWords } from './why-words.ts';
import { some } from './words.ts';

interface Props {
  readonly courseId: Id;
  readonly signup: Signup;
  readonly lines: readonly SlotLine[];
}

const startingChoice: Choice = { objective: 'squared', keeping: 'most', seed: 'a' };

const Ways = ({ choice, onChange }: { choice: Choice; onChange: (choice: Choice) => void }) => (
  <Group align="flex-start" gap="xl">
    <Radio.Group
      label="What counts"
      value={choice.objective}
      onChange={(value) => {
        onChange({ ...choice, objective: value === 'generous' ? 'generous' : 'squared' });
      }}
    >
      <Stack gap={6} mt={6}>
        <Radio value="squared" label="Good places for all: least sum of squared places" />
        <Radio value="generous" label="Nobody far down: as few of the lowest places as possible" />
      </Stack>
    </Radio.Group>
    <Radio.Group
      label="Seats that stand"
      value={choice.keeping}
      onChange={(value) => {
        onChange({ ...choice, keeping: value === 'bonus' ? 'bonus' : 'most' });
      }}
    >
      <Stack gap={6} mt={6}>
        <Radio value="most" label="Change as few as possible" />
        <Radio value="bonus" label="Deal anew, with a small bonus for what stands" />
      </Stack>
    </Radio.Group>
  </Group>
);

const Reasons = ({ preview, lines }: { preview: Preview; lines: readonly SlotLine[] }) => {
  const titleOf = (id: string) => lines.find(({ paperId }) => paperId === id)?.title ?? 'a talk';
  const { why, given, together } = preview;
  if (why.length + given.length + together.length === 0) return null;
  return (
    <section aria-label="Who and why">
      <Title order={3} fz="1.05rem" mb="xs">
        Who and why
      </Title>
      <ul className="plain-list card">
        {why.map((one) => (
          <li key={`${one.person.id} ${one.slotId ?? ''}`} className="preview-talk">
            <strong>{one.person.name}</strong> {whyWords(one, titleOf)}
          </li>
        ))}
        {given.map(({ person, paperId }) => (
          <li key={`${person.id} ${paperId} given`} className="preview-talk">
            <strong>{person.name}</strong> {`gives up “${titleOf(paperId)}”.`}
          </li>
        ))}
        {together.map(({ people, isHonoured }) => (
          <li key={people.map(({ id }) => id).join(' ')} className="preview-talk">
            <strong>{people.map(({ name }) => name).join(' and ')}</strong>{' '}
            {isHonoured
              ? 'present together, as they wished.'
              : 'wished to present together, but it would cost somebody a listed talk, or no talk that both listed has two places.'}
          </li>
        ))}
      </ul>
    </section>
  );
};

export const Assignment = ({ courseId, signup, lines }: Props) => {
  const [choice, setChoice] = useState(startingChoice);
  const [publication, setPublication] = useState<Id | null>(null);
  const lists = useQuery(preferencesQuery(courseId)).data;
  const run = useMutation({
    mutationFn: (asked: Choice) =>
      call(signupRoutes.previewAssignment, { params: { courseId }, body: asked }),
  });
  const pin = useMutation({
    mutationFn: ({ pins }: { pins: Pin[] }) =>
      call(signupRoutes.pinSeats, { params: { courseId }, body: { pins, revision: signup.revision } }),
    onSuccess: (saved) => {
      queryClient.setQueryData(signupQuery(courseId).queryKey, saved);
      run.mutate(choice);
    },
    onError: (error) => {
      sayRefused(error);
      void queryClient.invalidateQueries({ queryKey: signupQuery(courseId).queryKey });
    },
  });
  const [theirs, setTheirs] = useState<Preview | null>(null);
  const preview = theirs ?? run.data;
  const publish = useMutation({
    mutationFn: ({ id, fingerprint }: { id: Id; fingerprint: string }) =>
      call(signupRoutes.publishAssignment, { params: { courseId }, body: { ...choice, id, fingerprint } }),
    onSuccess: ({ changes }) => {
      setPublication(null);
      sayDone(
        changes === 0
          ? 'Nothing changed: everybody has the seat they had.'
          : `Published: ${some(changes, 'change')}. Those concerned are told.`,
      );
      setTheirs(null);
      run.mutate(choice);
    },
    onError: (error) => {
      setPublication(null);
      const current = currentOf(error) as Preview | undefined;
      if (current) setTheirs(current);
    },
  });
  const show = (asked: Choice) => {
    setChoice(asked);
    setTheirs(null);
    publish.reset();
    run.mutate(asked);
  };
  const missing = lists?.filter(isMissing).length ?? 0;
  return (
    <section aria-label="Assignment">
      <Stack>
        <Title order={2} fz="1.15rem">
          Assignment
        </Title>
        <Ways
          choice={choice}
          onChange={(asked) => {
            if (preview) show(asked);
            else setChoice(asked);
          }}
        />
        <Group>
          <Button
            variant={preview ? 'default' : 'filled'}
            loading={run.isPending}
            onClick={() => {
              show(choice);
            }}
          >
            {preview ? 'Look again' : 'Look at the assignment'}
          </Button>
          {preview && (
            <Button
              variant="default"
              onClick={() => {
                show({ ...choice, seed: newId() });
              }}
            >
              Another of the equally good ones
            </Button>
          )}
        </Group>
        <FormProblem error={run.error} />
        {theirs && (
          <Alert color="yellow" variant="light" role="alert" title="Something has changed since">
            {publish.error?.message} The new preview is below.
          </Alert>
        )}
        {!theirs && <FormProblem error={publish.error} />}
        {preview && (
          <>
            <Text size="sm" c="dimmed">
              Nothing is changed by looking. Seats that you fix stay fixed when you look again.
            </Text>
            <Figures figures={preview.figures} />
            <Comparison others={preview.others} />
            <Reasons preview={preview} lines={lines} />
            <PreviewSeats
              preview={preview}
              lines={lines}
              busy={pin.isPending || run.isPending}
              onPin={({ personId, paperId }, isOn) => {
                const others = signup.pins.filter(
                  (one) => one.personId !== personId || one.paperId !== paperId,
                );
                pin.mutate({ pins: isOn ? [...others, { personId, paperId }] : others });
              }}
            />
            <Group justify="flex-end">
              <Button
                disabled={run.isPending}
                onClick={() => {
                  setPublication(newId());
                }}
              >
                Publish
              </Button>
            </Group>
            <Confirm
              opened={publication !== null}
              title="Publish this assignment?"
              verb="Publish"
              busy={publish.isPending}
              onClose={() => {
                setPublication(null);
              }}
              onConfirm={() => {
                if (publication !== null)
                  publish.mutate({ id: publication, fingerprint: preview.fingerprint });
              }}
            >
              {`${some(preview.seats.filter(({ isNew }) => isNew).length, 'new seat')}, ${some(preview.given.length, 'seat')} given up. The class sees who presents what at once, and those concerned are told.`}
              {missing > 0 && ` ${some(missing, 'student')} have not ranked enough yet.`}
            </Confirm>
          </>
        )}
      </Stack>
    </section>
  );
};
