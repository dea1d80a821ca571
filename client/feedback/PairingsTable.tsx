// All pairs of a meeting for staff: one row per student with whom they read, who reads them, and what is in; pairs can be changed.
import { Badge, Button, CloseButton, Group, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { feedbackRoutes, type Pairings } from '#shared/feedback/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { FormProblem } from '#client/kit/FormProblem.tsx';
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

export const PairingsTable = (props: Props) => {
  const { all } = props;
  const change = useChange(props);
  const nameOf = new Map(all.students.map(({ id, name }) => [id, name]));
  const isOpen = all.phase === 'open';
  const done = all.pairings.filter(({ content }) => content !== null).length;
  return (
    <Stack>
      <Text className="figures">
        {done} of {all.pairings.length} submitted.
      </Text>
      {isOpen && (
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
            {all.students.map(({ id, name, hasReview }) => {
              const gives = all.pairings.filter(({ giverId }) => giverId === id);
              const gets = all.pairings.filter(({ authorId }) => authorId === id).length;
              return (
                <tr key={id}>
                  <th scope="row">
                    {name}
                    {!hasReview && <span className="quiet"> (no review)</span>}
                  </th>
                  <td>
                    <Group gap={6}>
                      {gives.map((pair) => {
                        const author = nameOf.get(pair.authorId) ?? '';
                        return (
                          <Badge
                            key={pair.id}
                            tt="none"
                            className="feedback-pair"
                            size="lg"
                            variant={pair.content ? 'light' : 'default'}
                            rightSection={
                              isOpen &&
                              !pair.content && (
                                <CloseButton
                                  size="xs"
                                  aria-label={`${name} gives no feedback to ${author}`}
                                  onClick={() => {
                                    change.mutate({ remove: [pair.id] });
                                  }}
                                />
                              )
                            }
                          >
                            {author}
                            {pair.content ? ', submitted' : ''}
                          </Badge>
                        );
                      })}
                    </Group>
                  </td>
                  <td data-number>{gives.length}</td>
                  <td data-number>{gets}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Stack>
  );
};
