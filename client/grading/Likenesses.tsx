// Hints that two reviews share passages: a list for the staff, both texts side by side, and a way to put a hint aside.
import { Badge, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { gradingRoutes, type Likeness } from '#shared/grading/contract.ts';
import { gatherBy } from '#shared/kernel/gather.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient } from '#client/kernel/query.ts';
import { Query } from '#client/kit/Query.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { comparedQuery, likenessesQuery } from './data.ts';
import { SharedPassages } from './SharedPassages.tsx';

const percent = (share: number): string => `${String(Math.round(share * 100))} %`;

/** What two reviews have in common, all parts together. */
interface Pair extends Pick<Likeness, 'oneId' | 'otherId' | 'dismissal'> {
  readonly strongest: number;
}

const pairsOf = (hints: readonly Likeness[]): Pair[] =>
  [...gatherBy(hints, ({ oneId, otherId }) => `${oneId} ${otherId}`).values()].flatMap((parts) => {
    const [first] = parts;
    return first ? [{ ...first, strongest: Math.max(...parts.map(({ containment }) => containment)) }] : [];
  });

interface Props {
  readonly meetingId: Id;
  readonly nameOf: (reviewId: Id) => string;
}

const Comparison = ({ meetingId, nameOf, pair }: Props & { pair: Pair }) => {
  const { oneId, otherId } = pair;
  const query = useQuery(comparedQuery(meetingId, oneId, otherId));
  return (
    <Query query={query}>
      {({ parts }) => (
        <Stack gap="lg">
          {parts
            .filter(({ one }) => one.shared.length > 0)
            .map((part) => (
              <section key={part.question.key} aria-label={part.question.title}>
                <Text fw={600}>{part.question.title}</Text>
                <Text size="sm" c="dimmed" className="figures">
                  Of the shorter text {percent(part.containment)} stand in the other one too; of both together{' '}
                  {percent(part.resemblance)} are shared.
                </Text>
                <div className="grading-compared">
                  <SharedPassages name={nameOf(oneId)} {...part.one} />
                  <SharedPassages name={nameOf(otherId)} {...part.other} />
                </div>
              </section>
            ))}
          {parts.every(({ one }) => one.shared.length === 0) && (
            <Text c="dimmed">These two share nothing any more.</Text>
          )}
        </Stack>
      )}
    </Query>
  );
};

const PutAside = ({ meetingId, pair, onDone }: { meetingId: Id; pair: Pair; onDone: () => void }) => {
  const { oneId, otherId, dismissal } = pair;
  const [note, setNote] = useState('');
  const set = useMutation({
    mutationFn: (words: string | null) =>
      call(gradingRoutes.dismissLikeness, { params: { meetingId, oneId, otherId }, body: { note: words } }),
    onSuccess: (all) => {
      queryClient.setQueryData(likenessesQuery(meetingId).queryKey, all);
      onDone();
    },
    onError: sayRefused,
  });
  if (dismissal)
    return (
      <Group justify="space-between" gap="sm">
        <Text size="sm" className="grading-words">
          Put aside by {dismissal.by.name}
          {dismissal.note !== '' && `: ${dismissal.note}`}
        </Text>
        <Button
          variant="default"
          loading={set.isPending}
          onClick={() => {
            set.mutate(null);
          }}
        >
          Bring it back
        </Button>
      </Group>
    );
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label="Why it is put aside"
        description="The staff read it."
        maxLength={500}
        style={{ flex: '1 1 14rem' }}
        value={note}
        onChange={({ currentTarget: { value } }) => {
          setNote(value);
        }}
      />
      <Button
        variant="light"
        loading={set.isPending}
        onClick={() => {
          set.mutate(note.trim());
        }}
      >
        Put aside
      </Button>
    </Group>
  );
};

/** A button with how many hints there are, and behind it all of them; nothing where there are none. */
export const Likenesses = ({ meetingId, nameOf }: Props) => {
  const hints = useQuery(likenessesQuery(meetingId)).data ?? [];
  const [isOpen, setOpen] = useState(false);
  const [shown, setShown] = useState<string | null>(null);
  const pairs = pairsOf(hints);
  if (pairs.length === 0) return null;
  const open = pairs.filter(({ dismissal }) => !dismissal).length;
  const keyOf = ({ oneId, otherId }: Pair) => `${oneId} ${otherId}`;
  const pair = pairs.find((one) => keyOf(one) === shown);
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setOpen(true);
        }}
      >
        Shared passages ({open})
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => {
          setOpen(false);
          setShown(null);
        }}
        size={pair ? '72rem' : 'lg'}
        title={pair ? `${nameOf(pair.oneId)} and ${nameOf(pair.otherId)}` : 'Reviews that share passages'}
      >
        {pair ? (
          <Stack>
            <Group>
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => {
                  setShown(null);
                }}
              >
                All hints
              </Button>
            </Group>
            <Comparison meetingId={meetingId} nameOf={nameOf} pair={pair} />
            <PutAside
              key={keyOf(pair)}
              meetingId={meetingId}
              pair={pair}
              onDone={() => {
                setShown(null);
              }}
            />
          </Stack>
        ) : (
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              A hint, not a verdict: these reviews have runs of five and more words in common that stand
              neither in the papers nor in the form. Read both before you think anything of it.
            </Text>
            <ul className="grading-hints">
              {pairs.map((one) => (
                <li key={keyOf(one)}>
                  <Button
                    variant="subtle"
                    justify="space-between"
                    fullWidth
                    className="grading-hint"
                    rightSection={
                      one.dismissal ? (
                        <Badge variant="default" tt="none">
                          put aside
                        </Badge>
                      ) : (
                        <span className="figures">{percent(one.strongest)}</span>
                      )
                    }
                    onClick={() => {
                      setShown(keyOf(one));
                    }}
                  >
                    {nameOf(one.oneId)} and {nameOf(one.otherId)}
                  </Button>
                </li>
              ))}
            </ul>
          </Stack>
        )}
      </Modal>
    </>
  );
};
