// For staff: who should sit apart, together or spread when groups are drawn. Students never see it.
import {
  ActionIcon,
  Badge,
  Button,
  Group,
  MultiSelect,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MemberView } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { planningRoutes, type GroupWish, type GroupWishes as Wishes } from '#shared/rounds/planning.ts';
import { call } from '#client/kernel/call.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { Query } from '#client/kit/Query.tsx';
import { sayRefused } from '#client/kit/say.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';

type Kind = GroupWish['kind'];
const kinds: Readonly<Record<Kind, readonly [word: string, says: string]>> = {
  apart: ['Keep apart', 'No two of them sit in one group, as long as that is possible.'],
  together: ['Keep together', 'They sit in one group whenever they are here.'],
  spread: ['Spread over the groups', 'They share something that every group should have some of.'],
};
const isKind = (value: string | null): value is Kind =>
  value === 'apart' || value === 'together' || value === 'spread';

interface Props {
  readonly courseId: string;
  readonly members: readonly MemberView[];
}

const wishesQuery = (courseId: string) => reading(planningRoutes.readGroupWishes, { params: { courseId } });

const NewWish = ({ members, onAdd }: Pick<Props, 'members'> & { onAdd: (wish: GroupWish) => void }) => {
  const [kind, setKind] = useState<Kind>('apart');
  const [people, setPeople] = useState<string[]>([]);
  const [label, setLabel] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (people.length < 2) return;
        onAdd({ id: newId(), kind, label: label.trim(), people });
        setPeople([]);
        setLabel('');
      }}
    >
      <Stack gap="sm">
        <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
          <Select
            label="What"
            size="md"
            allowDeselect={false}
            value={kind}
            data={Object.entries(kinds).map(([value, [word]]) => ({ value, label: word }))}
            onChange={(value) => {
              if (isKind(value)) setKind(value);
            }}
          />
          <TextInput
            label={kind === 'spread' ? 'Tag' : 'Note for the staff'}
            placeholder={kind === 'spread' ? 'PhD students' : 'May stay empty'}
            size="md"
            maxLength={60}
            value={label}
            onChange={(event) => {
              setLabel(event.currentTarget.value);
            }}
          />
        </Group>
        <MultiSelect
          label="Who"
          description={kinds[kind][1]}
          size="md"
          searchable
          limit={50}
          nothingFoundMessage="Nobody has this name."
          value={people}
          onChange={setPeople}
          data={members.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
        <Button
          type="submit"
          size="md"
          variant="default"
          disabled={people.length < 2}
          style={{ alignSelf: 'flex-start' }}
        >
          Add
        </Button>
      </Stack>
    </form>
  );
};

const WishesOf = ({ courseId, members, wishes }: Props & { wishes: Wishes }) => {
  const save = useMutation({
    mutationFn: (next: GroupWish[]) =>
      call(planningRoutes.changeGroupWishes, {
        params: { courseId },
        body: { wishes: next, revision: wishes.revision },
      }),
    onSuccess: (fresh) => {
      queryClient.setQueryData(wishesQuery(courseId).queryKey, fresh);
    },
    onError: (refusal) => {
      sayRefused(refusal);
      void queryClient.invalidateQueries({ queryKey: wishesQuery(courseId).queryKey });
    },
  });
  const nameOf = (id: string) => members.find(({ personId }) => personId === id)?.name ?? 'A former member';
  const remove = (gone: GroupWish) => {
    save.mutate(
      wishes.wishes.filter(({ id }) => id !== gone.id),
      {
        onSuccess: () => {
          sayUndoable('The wish is gone.', () => {
            // What stands by then may be newer than this page.
            const now = queryClient.getQueryData(wishesQuery(courseId).queryKey);
            if (!now) return;
            void call(planningRoutes.changeGroupWishes, {
              params: { courseId },
              body: { wishes: [...now.wishes, gone], revision: now.revision },
            }).then((fresh) => {
              queryClient.setQueryData(wishesQuery(courseId).queryKey, fresh);
            }, sayRefused);
          });
        },
      },
    );
  };
  return (
    <Stack gap="md">
      {wishes.wishes.length > 0 && (
        <ul className="group-wishes">
          {wishes.wishes.map((wish) => (
            <li key={wish.id}>
              <div>
                <Badge variant="light" tt="none">
                  {kinds[wish.kind][0]}
                </Badge>{' '}
                {wish.label !== '' && <strong>{wish.label}: </strong>}
                {wish.people.map(nameOf).join(', ')}
              </div>
              <ActionIcon
                size={44}
                variant="subtle"
                color="gray"
                disabled={save.isPending}
                aria-label={`Remove: ${kinds[wish.kind][0]}, ${wish.people.map(nameOf).join(', ')}`}
                onClick={() => {
                  remove(wish);
                }}
              >
                <IconTrash size={18} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <NewWish
        members={members.filter(({ role }) => role === 'student')}
        onAdd={(wish) => {
          save.mutate([...wishes.wishes, wish]);
        }}
      />
    </Stack>
  );
};

export const GroupWishes = ({ courseId, members }: Props) => {
  const query = useQuery(wishesQuery(courseId));
  return (
    <section className="card live-card" aria-label="Groups in class">
      <Title order={2} fz="lg">
        Groups in class
      </Title>
      <Text c="dimmed" mb="md">
        What drawing groups should heed. Only staff see this. Presenters of the day and those without a review
        are spread in any case.
      </Text>
      <Query query={query}>
        {(wishes) => <WishesOf courseId={courseId} members={members} wishes={wishes} />}
      </Query>
    </section>
  );
};
