// Who is here without a group, who left, and who is not here yet: the staff check them in by hand, or with one key.
import { Text, TextInput, Title } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { MemberView } from '#shared/courses/contract.ts';
import type { DeskView, LiveView } from '#shared/rounds/views.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { actsOf, useAct } from './acts.ts';
import { PersonAct } from './PersonAct.tsx';

/** Above this many names a field helps to find one. */
const manyNames = 12;

interface Props {
  readonly live: LiveView;
  readonly members: readonly MemberView[];
  /** Who was here and left, the last one first. */
  readonly left: DeskView['left'];
}

export const DeskPeople = ({ live, members, left }: Props) => {
  const [sought, setSought] = useState('');
  const { act, isBusy } = useAct();
  const acts = actsOf(live.meetingId);
  const here = new Set(live.present);
  const seated = new Set(live.round?.groups.flatMap((group) => group.members));
  const isOn = live.round !== null && live.round.phase !== 'done';
  const students = members.filter(({ role }) => role === 'student');
  const gone = left.filter(({ personId }) => !here.has(personId));
  const absent = students.filter(
    ({ personId }) => !here.has(personId) && !gone.some((person) => person.personId === personId),
  );
  const finder = useRef<HTMLInputElement>(null);
  const putBack = (personId: string, name: string) => {
    act(async () => {
      const after = await acts.checkInMember(personId);
      sayUndoable(`${name} is here.`, () => {
        act(() => acts.checkOutMember(personId));
      });
      return after;
    });
  };
  useHotkeys([
    [
      'r',
      () => {
        const [last] = gone;
        if (last && !isBusy) putBack(last.personId, last.name);
      },
    ],
    ['a', () => finder.current?.focus()],
  ]);
  const onFinderKey = (event: KeyboardEvent) => {
    const [first] = found;
    if (event.key === 'Escape') finder.current?.blur();
    if (event.key !== 'Enter' || !first || sought.trim() === '') return;
    event.preventDefault();
    setSought('');
    putBack(first.personId, first.name);
  };
  const found = absent.filter(({ name }) => name.toLowerCase().includes(sought.trim().toLowerCase()));
  const without = students.filter(({ personId }) => here.has(personId) && !(isOn && seated.has(personId)));
  return (
    <section className="card live-card" aria-label="People">
      <Title order={2} fz="lg">
        {without.length > 0 && isOn ? 'Here, in no group' : 'Here'}
      </Title>
      {without.length === 0 ? (
        <Text size="sm" c="dimmed">
          {here.size === 0 ? 'Nobody has checked in yet.' : 'Everybody here is in a group.'}
        </Text>
      ) : (
        <ul className="people-list">
          {without.map(({ personId, name }) => (
            <PersonAct
              key={personId}
              {...{ name, isBusy }}
              verb="Has left"
              label={`Has left: ${name}`}
              isQuiet
              onAct={() => {
                act(async () => {
                  const after = await acts.checkOutMember(personId);
                  sayUndoable(`${name} has left.`, () => {
                    act(() => acts.checkInMember(personId));
                  });
                  return after;
                });
              }}
            />
          ))}
        </ul>
      )}
      {gone.length > 0 && (
        <>
          <Title order={2} fz="lg" mt="lg" className="figures">
            Left ({gone.length})
          </Title>
          <ul className="people-list">
            {gone.slice(0, manyNames).map(({ personId, name }, index) => (
              <PersonAct
                key={personId}
                {...{ name, isBusy }}
                verb="Put back"
                label={`Put back ${name}`}
                hotkey={index === 0 ? 'r' : undefined}
                onAct={() => {
                  putBack(personId, name);
                }}
              />
            ))}
          </ul>
        </>
      )}
      <Title order={2} fz="lg" mt="lg" className="figures">
        Not here yet{absent.length > 0 && ` (${String(absent.length)})`}
      </Title>
      {absent.length > 1 && (
        <TextInput
          ref={finder}
          aria-label="Find somebody by name"
          placeholder="Find by name (a)"
          onKeyDown={onFinderKey}
          size="md"
          my="xs"
          value={sought}
          onChange={(event) => {
            setSought(event.currentTarget.value);
          }}
        />
      )}
      {absent.length === 0 && (
        <Text size="sm" c="dimmed">
          {students.length === 0 ? 'The course has no students yet.' : 'Everybody is here.'}
        </Text>
      )}
      <ul className="people-list">
        {found.slice(0, manyNames * 2).map(({ personId, name }) => (
          <PersonAct
            key={personId}
            {...{ name, isBusy }}
            verb="Check in"
            label={`Check in ${name}`}
            onAct={() => {
              act(() => acts.checkInMember(personId));
            }}
          />
        ))}
      </ul>
      {found.length > manyNames * 2 && (
        <Text size="sm" c="dimmed" className="figures">
          and {found.length - manyNames * 2} more; find them by name
        </Text>
      )}
    </section>
  );
};
