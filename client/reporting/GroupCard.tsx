// One group on the desk: its state, its people with who of them is connected, and its notes on request.
import { ActionIcon, Button, Title } from '@mantine/core';
import { useDroppable } from '@dnd-kit/core';
import { IconBubble, IconCheck, IconHandStop, IconNotes, IconPencil } from '@tabler/icons-react';
import type { GroupView, LiveView, RoundView } from '#shared/rounds/views.ts';
import { LockGroup } from '#client/rounds/LockGroup.tsx';
import { CardPerson } from './CardPerson.tsx';
import type { Mood, Standing } from './desk-state.ts';

const icons: Readonly<Record<Mood, typeof IconCheck>> = {
  help: IconHandStop,
  done: IconCheck,
  writing: IconPencil,
  idle: IconBubble,
};

interface Props {
  readonly live: LiveView;
  readonly round: RoundView;
  readonly group: GroupView;
  readonly standing: Standing;
  readonly characters: number;
  /** Who has the live page open; null in a class so large that not everybody is told by name. */
  readonly connected: ReadonlySet<string> | null;
  readonly isMovable: boolean;
  readonly isReporting: boolean;
  readonly isFirst: boolean;
  readonly onNotes: () => void;
  readonly onHelped: () => void;
}

export const GroupCard = ({ live, round, group, standing, characters, ...props }: Props) => {
  const { connected, isMovable, isReporting, isFirst, onNotes, onHelped } = props;
  const { setNodeRef, isOver } = useDroppable({ id: group.number, disabled: !isMovable });
  const Icon = icons[standing.mood];
  const isOn = round.phase !== 'drawn';
  return (
    <section
      ref={setNodeRef}
      className="card group-card"
      aria-label={`Group ${group.name}`}
      // Arrows go from card to card; one of them is in the order of Tab.
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- Enter opens the notes, as the button in it does
      tabIndex={isFirst ? 0 : -1}
      data-group={group.number}
      data-mood={isOn ? standing.mood : undefined}
      data-over={isOver || undefined}
      data-reporting={isReporting || undefined}
    >
      <div className="group-card-head">
        <Title order={2} fz="lg">
          {group.name}
        </Title>
        {isMovable && <LockGroup {...{ live, round, group }} />}
        {isOn && (
          <ActionIcon
            size={44}
            variant="subtle"
            ml={isMovable ? 0 : 'auto'}
            aria-label={`Notes of ${group.name}`}
            title="Notes (Enter)"
            onClick={onNotes}
          >
            <IconNotes size={20} />
          </ActionIcon>
        )}
      </div>
      {group.part !== undefined && <div className="group-part">Reads {group.part}</div>}
      {isOn && (
        <div className="group-mood figures" data-mood={standing.mood}>
          <Icon size={16} aria-hidden="true" />
          <span>
            {isReporting ? 'Reports now · ' : ''}
            {standing.word}
            {characters > 0 && <span className="quiet"> · {characters.toLocaleString('en')} characters</span>}
          </span>
        </div>
      )}
      {standing.mood === 'help' && isOn && (
        <Button size="md" fullWidth variant="default" onClick={onHelped}>
          Helped<span className="visually-hidden">: {group.name}</span>
        </Button>
      )}
      <ul>
        {group.members.map((personId) => (
          <CardPerson
            key={personId}
            {...{ group, personId, isMovable }}
            name={live.names[personId] ?? 'Somebody'}
            isHere={live.present.includes(personId)}
            isConnected={connected ? connected.has(personId) : null}
          />
        ))}
      </ul>
    </section>
  );
};
