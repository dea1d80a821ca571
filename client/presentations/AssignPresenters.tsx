// Lets the staff say who presents a paper.
import { Alert, Button, Group, Modal, MultiSelect, Stack } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { PaperView } from '#shared/papers/contract.ts';
import { presentationsRoutes, type Talk } from '#shared/presentations/contract.ts';
import { membersQuery } from '#client/courses/data.ts';
import { call } from '#client/kernel/call.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { currentOf } from '#client/kit/merging.ts';
import { Query } from '#client/kit/Query.tsx';
import { sayDone } from '#client/kit/say.ts';
import { putTalk } from './data.ts';

interface Props {
  readonly talk: Talk;
  readonly paper: PaperView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const presentersAtMost = 6;
const namesOf = ({ presenters }: Talk) => presenters.map(({ name }) => name).join(', ') || 'nobody';

const Form = ({ talk, paper, onClose }: Omit<Props, 'opened'>) => {
  const members = useQuery(membersQuery(paper.courseId));
  const [chosen, setChosen] = useState<readonly string[]>(() => talk.presenters.map(({ id }) => id));
  const [base, setBase] = useState(talk.revision);
  const [theirs, setTheirs] = useState<Talk | null>(null);
  const [isListOpen, setListOpen] = useState(false);
  const assign = useMutation({
    mutationFn: (presenterIds: string[]) =>
      call(presentationsRoutes.assignPresenters, {
        params: { meetingId: talk.meetingId, paperId: talk.paperId },
        body: { presenterIds, revision: base },
      }),
    onSuccess: (saved) => {
      putTalk(saved);
      sayDone(`“${paper.title}” is presented by ${namesOf(saved)}.`);
      onClose();
    },
    onError: (error) => {
      const current = currentOf(error) as Talk | undefined;
      if (!current) return;
      putTalk(current);
      setTheirs(current);
      setBase(current.revision);
    },
  });
  return (
    <Query query={members}>
      {(all) => {
        // Whoever has left the course cannot be chosen any more.
        const present = chosen.filter((id) => all.some(({ personId }) => personId === id));
        return (
          <Stack>
            {theirs ? (
              <Alert color="yellow" variant="light" role="alert" title="Somebody else changed this talk">
                Now it is presented by {namesOf(theirs)}. Your choice is below; save again to put it in its
                place.
              </Alert>
            ) : (
              <FormProblem error={assign.error} />
            )}
            <MultiSelect
              label={paper.title}
              description={`At most ${String(presentersAtMost)} presenters`}
              placeholder={present.length === 0 ? 'Type a name' : ''}
              data={all
                .filter(({ role }) => role !== 'observer')
                .map(({ personId, name }) => ({ value: personId, label: name }))}
              value={present}
              onChange={setChosen}
              maxValues={presentersAtMost}
              searchable
              hidePickedOptions
              // Closed after each choice: the list would cover the buttons below.
              dropdownOpened={isListOpen}
              onDropdownOpen={() => {
                setListOpen(true);
              }}
              onDropdownClose={() => {
                setListOpen(false);
              }}
              onOptionSubmit={() => {
                setListOpen(false);
              }}
              clearable
              data-autofocus
              classNames={{ inputField: 'presenters-field' }}
              nothingFoundMessage="Nobody in the course has this in their name."
              comboboxProps={{ withinPortal: true }}
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button
                loading={assign.isPending}
                onClick={() => {
                  assign.mutate(present);
                }}
              >
                Save
              </Button>
            </Group>
          </Stack>
        );
      }}
    </Query>
  );
};

export const AssignPresenters = ({ talk, paper, opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} title="Who presents?" closeOnClickOutside={false}>
    {opened && <Form talk={talk} paper={paper} onClose={onClose} />}
  </Modal>
);
