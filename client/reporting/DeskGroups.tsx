// The groups on the desk as cards: found by a word, walked by arrows, people dragged from one to another.
import { Button, Modal, Text, TextInput } from '@mantine/core';
import { DndContext, DragOverlay, MouseSensor, TouchSensor, useSensor, useSensors } from '@dnd-kit/core';
import { useHotkeys } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { DeskView, LiveView, RoundView } from '#shared/rounds/views.ts';
import { serverNow } from '#client/kernel/server-clock.ts';
import { useNow } from '#client/kit/Moment.tsx';
import { MemberMenu } from '#client/rounds/MemberMenu.tsx';
import { useMoving } from '#client/rounds/moving.ts';
import { Notes } from '#client/rounds/Notes.tsx';
import { PersonTerm } from '#client/rounds/PersonTerm.tsx';
import { usePersonPeek } from '#client/rounds/use-person-peek.ts';
import type { Reporting } from './data.ts';
import { standingOf } from './desk-state.ts';
import { focusNextCard, matches } from './find-group.ts';
import { GroupCard } from './GroupCard.tsx';

/** Above this many groups a field helps to find one even before its key is known. */
const manyGroups = 6;
/** The live connection tells of this many people by name who has the page open. */
const connectedAtMost = 60;

interface Props {
  readonly live: LiveView;
  readonly round: RoundView;
  readonly pulses: DeskView['pulses'];
  readonly reporting: Reporting | undefined;
  readonly connected: ReadonlySet<string>;
  readonly onHelped: (notesId: string) => void;
}

export const DeskGroups = ({ live, round, pulses, reporting, connected, onHelped }: Props) => {
  const [sought, setSought] = useState('');
  const [changing, setChanging] = useState<{ personId: string; anchor: HTMLElement } | null>(null);
  const [notesOf, setNotesOf] = useState<string | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const finder = useRef<HTMLInputElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const { peek, handlers } = usePersonPeek();
  const { move } = useMoving(live);
  // Renews how long groups have been quiet.
  useNow();
  const now = serverNow();
  const isMovable = round.phase === 'drawn' || round.phase === 'group';
  const shown = round.groups.filter((group) => matches(group, live.names, sought));
  const read = round.groups.find(({ notesId }) => notesId === notesOf);
  const reportsNow = round.phase === 'class' ? reporting?.called.at(-1)?.group : undefined;
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  );

  const cardsIn = () => [...(grid.current?.querySelectorAll<HTMLElement>('[data-group]') ?? [])];
  useHotkeys([
    ['g', () => finder.current?.focus()],
    [
      'h',
      () => {
        focusNextCard(
          cardsIn().filter(({ dataset }) => dataset['mood'] === 'help'),
          1,
        );
      },
    ],
  ]);
  const onFinderKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setSought('');
      finder.current?.blur();
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      cardsIn()[0]?.focus();
    }
  };
  const onGridKey = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset['group'] === undefined) return;
    const number = Number(event.target.dataset['group']);
    if (event.key === 'Enter' && round.phase !== 'drawn')
      setNotesOf(round.groups.find((group) => group.number === number)?.notesId ?? null);
    else if (event.key === 'ArrowRight' || event.key === 'ArrowDown') focusNextCard(cardsIn(), 1);
    else if (event.key === 'ArrowLeft' || event.key === 'ArrowUp') focusNextCard(cardsIn(), -1);
    else if (event.key === 'Escape') setSought('');
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const button = event.target instanceof Element && event.target.closest<HTMLElement>('[data-change]');
    if (button) setChanging({ personId: button.dataset['change'] ?? '', anchor: button });
  };

  return (
    <section aria-label="Groups">
      {(round.groups.length > manyGroups || sought !== '') && (
        <div className="find-group">
          <TextInput
            ref={finder}
            size="md"
            aria-label="Find a group or a person"
            placeholder="Find a group or a person (g)"
            value={sought}
            onKeyDown={onFinderKey}
            onChange={(event) => {
              setSought(event.currentTarget.value);
            }}
          />
          {sought !== '' && (
            <>
              <Text size="sm" c="dimmed" role="status" className="figures">
                {shown.length === 0
                  ? 'No group fits.'
                  : `${String(shown.length)} of ${String(round.groups.length)}`}
              </Text>
              <Button
                variant="subtle"
                size="md"
                onClick={() => {
                  setSought('');
                }}
              >
                Show all
              </Button>
            </>
          )}
        </div>
      )}
      <DndContext
        sensors={sensors}
        onDragStart={({ active }) => {
          setDragged(String(active.id));
        }}
        onDragCancel={() => {
          setDragged(null);
        }}
        onDragEnd={({ active, over }) => {
          setDragged(null);
          const personId = String(active.id);
          const from = round.groups.find(({ members }) => members.includes(personId));
          if (over && from && from.number !== Number(over.id)) move(personId, Number(over.id));
        }}
      >
        {/* eslint-disable-next-line jsx-a11y/no-static-element-interactions -- the cards and buttons in it are what is operated */}
        <div ref={grid} className="desk-groups" {...handlers} onClick={onClick} onKeyDown={onGridKey}>
          {shown.map((group, index) => {
            const pulse = pulses.find(({ notesId }) => notesId === group.notesId);
            const said = reporting?.states.find(({ notesId }) => notesId === group.notesId);
            return (
              <GroupCard
                key={group.notesId}
                {...{ live, round, group, isMovable }}
                standing={standingOf(said, pulse, now)}
                characters={pulse?.characters ?? 0}
                connected={live.present.length <= connectedAtMost ? connected : null}
                isReporting={reportsNow === group.number}
                isFirst={index === 0}
                onNotes={() => {
                  setNotesOf(group.notesId);
                }}
                onHelped={() => {
                  onHelped(group.notesId);
                }}
              />
            );
          })}
        </div>
        <DragOverlay dropAnimation={null}>
          {dragged !== null && <div className="dragged-person">{live.names[dragged]}</div>}
        </DragOverlay>
      </DndContext>
      {peek && !changing && dragged === null && <PersonTerm meetingId={live.meetingId} {...peek} />}
      {changing && (
        <MemberMenu
          {...{ live, isMovable, ...changing }}
          onClose={() => {
            setChanging(null);
          }}
        />
      )}
      <Modal
        opened={read !== undefined}
        onClose={() => {
          setNotesOf(null);
        }}
        title={read ? `Notes of ${read.name}` : ''}
        size="lg"
      >
        {read && (
          <Notes
            key={read.notesId}
            notesId={read.notesId}
            questions={round.questions}
            mayWrite={round.phase !== 'done'}
            isWhole
          />
        )}
      </Modal>
    </section>
  );
};
