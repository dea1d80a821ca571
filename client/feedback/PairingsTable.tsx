// All pairs of a meeting for staff: one row per student with whom they read, who reads them, and what is in; pairs can be changed.
import { Badge, Button, CloseButton, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { feedbackRoutes, type Pairings } from '#shared/feedback/contract.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
import { GivenMarks } from './CriteriaFields.tsx';
import { pairingsQuery } from './data.ts';

interface Props {
  readonly meetingId: Id;
  readonly all: Pairings;
}
interface Change {
  readonly add?: { giverId: Id; authorId: Id }[];
  readonly remove?: Id[];
}

const useChange = ({ meetingId, all: { revision } }: Props) => {
  const { queryKey } = pairingsQuery(meetingId);
  return useMutation({
    mutationFn: (change: Change) =>
      call(feedbackRoutes.changePairings, {
        params: { meetingId },
        body: { add: [], remove: [], ...change, revision },
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(queryKey, changed);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey }),
  });
};

const AddPair = ({ all, onAdd }: { all: Pairings; onAdd: (giverId: Id, authorId: Id) => void }) => {
  const [giverId, setGiver] = useState<string | null>(null);
  const [authorId, setAuthor] = useState<string | null>(null);
  const options = (students: Pairings['students']) =>
    students.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Group align="flex-end" gap="sm" className="no-print">
      <Select label="Who gives" searchable data={options(all.students)} value={giverId} onChange={setGiver} />
      <Select
        label="On the review of"
        searchable
        data={options(all.students.filter(({ id, hasReview }) => hasReview && id !== giverId))}
        value={authorId}
        onChange={setAuthor}
      />
      <Button
        variant="light"
        disabled={giverId === null || authorId === null}
        onClick={() => {
          if (giverId !== null && authorId !== null) onAdd(giverId, authorId);
          setAuthor(null);
        }}
      >
        Add the pair
      </Button>
    </Group>
  );
};

interface PairProps {
  readonly all: Pairings;
  readonly pair: Pairings['pairings'][number];
  readonly nameOf: (id: Id) => string;
  readonly onRead: () => void;
  readonly onRemove: () => void;
}

/** One pair: what was submitted can be read, what was not begun taken away. */
const Pair = ({ all, pair, nameOf, onRead, onRemove }: PairProps) => {
  const author = nameOf(pair.authorId);
  return pair.content ? (
    <Button
      variant="light"
      size="compact-sm"
      className="feedback-pair"
      aria-label={`Read the feedback of ${nameOf(pair.giverId)} on the review of ${author}`}
      onClick={onRead}
    >
      {author}, submitted
    </Button>
  ) : (
    <Badge
      tt="none"
      className="feedback-pair"
      size="lg"
      variant="default"
      rightSection={
        all.phase === 'open' && (
          <CloseButton
            size="xs"
            aria-label={`${nameOf(pair.giverId)} gives no feedback to ${author}`}
            onClick={onRemove}
          />
        )
      }
    >
      {author}
    </Badge>
  );
};

export const PairingsTable = (props: Props) => {
  const { all } = props;
  const change = useChange(props);
  const [readId, setRead] = useState<Id | null>(null);
  const names = new Map(all.students.map(({ id, name }) => [id, name]));
  const nameOf = (id: Id) => names.get(id) ?? '';
  const gives = gatherBy(all.pairings, ({ giverId }) => giverId);
  const gets = gatherBy(all.pairings, ({ authorId }) => authorId);
  const done = all.pairings.filter(({ content }) => content !== null).length;
  const read = all.pairings.find(({ id }) => id === readId);
  return (
    <Stack>
      <Text className="figures">
        {done} of {all.pairings.length} submitted.
      </Text>
      {all.phase === 'open' && (
        <AddPair
          all={all}
          onAdd={(giverId, authorId) => {
            change.mutate({ add: [{ giverId, authorId }] });
          }}
        />
      )}
      <FormProblem error={change.error} />
      <div className="card feedback-table-frame" tabIndex={0} role="region" aria-label="Pairs">
        <table className="feedback-table">
          <thead>
            <tr>
              <th scope="col">Student</th>
              <th scope="col">Gives feedback to</th>
              <th scope="col" data-number>
                Gives
              </th>
              <th scope="col" data-number>
                Gets
              </th>
            </tr>
          </thead>
          <tbody>
            {all.students.map(({ id, name, hasReview }) => (
              <tr key={id}>
                <th scope="row">
                  {name}
                  {!hasReview && <span className="quiet"> (no review)</span>}
                </th>
                <td>
                  <Group gap={6}>
                    {gives.get(id)?.map((pair) => (
                      <Pair
                        key={pair.id}
                        {...{ all, pair, nameOf }}
                        onRead={() => {
                          setRead(pair.id);
                        }}
                        onRemove={() => {
                          change.mutate({ remove: [pair.id] });
                        }}
                      />
                    ))}
                  </Group>
                </td>
                <td data-number>{gives.get(id)?.length ?? 0}</td>
                <td data-number>{gets.get(id)?.length ?? 0}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Modal
        opened={read?.content != null}
        onClose={() => {
          setRead(null);
        }}
        title={read ? `${nameOf(read.giverId)} on the review of ${nameOf(read.authorId)}` : ''}
      >
        {read?.content && <GivenMarks criteria={all.criteria} content={read.content} />}
        {read?.usefulness != null && <Text mt="md">The author found it useful: {read.usefulness} of 5.</Text>}
        {read?.answer != null && (
          <Text mt="sm" className="feedback-words">
            The author’s answer: {read.answer}
          </Text>
        )}
      </Modal>
    </Stack>
  );
};
