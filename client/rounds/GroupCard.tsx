// One group on the desk: its people, who of them is connected, how much it has written; its notes on request.
import { Button, Modal, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { fromNow } from '#shared/kernel/moments.ts';
import type { DeskView, GroupView, LiveView, RoundView } from '#shared/rounds/contract.ts';
import { useNow } from '#client/kit/Moment.tsx';
import { rolesOf } from './GroupPeople.tsx';
import { LockGroup } from './LockGroup.tsx';
import { MemberMenu } from './MemberMenu.tsx';
import { Notes } from './Notes.tsx';
import { serverNow } from '#client/kernel/server-clock.ts';

interface Props {
  readonly live: LiveView;
  readonly round: RoundView;
  readonly group: GroupView;
  readonly pulse: DeskView['pulses'][number] | undefined;
  /** Who has the live page open. */
  readonly connected: ReadonlySet<string>;
}

const pulseWord = (pulse: Props['pulse'], now: number): string => {
  if (!pulse || pulse.characters === 0) return 'Nothing written yet';
  const ago = now - pulse.at < 20_000 ? 'writing' : fromNow(new Date(pulse.at), new Date(now));
  return `${pulse.characters.toLocaleString('en')} characters · ${ago}`;
};

export const GroupCard = ({ live, round, group, pulse, connected }: Props) => {
  const [isOpen, { open, close }] = useDisclosure(false);
  // Renews the word from time to time.
  useNow();
  const isMovable = round.phase === 'drawn' || round.phase === 'group';
  const person = (personId: string) => {
    const isOn = connected.has(personId);
    const isHere = live.present.includes(personId);
    return (
      <li key={personId}>
        <span
          className="dot"
          data-on={isOn || undefined}
          title={isOn ? 'Has the page open' : 'Page closed'}
        />
        <span className="group-person" data-left={!isHere || undefined}>
          {live.names[personId]}
          <span className="visually-hidden">{isOn ? ', connected' : ', not connected'}</span>
          {rolesOf(group, personId).map((role) => (
            <span key={role} className="role">
              {role}
            </span>
          ))}
          {!isHere && <span className="quiet"> (left)</span>}
        </span>
        {isHere && <MemberMenu {...{ live, group, personId, isMovable }} />}
      </li>
    );
  };
  return (
    <section className="card group-card" aria-label={`Group ${group.name}`}>
      <div className="group-card-head">
        <Title order={2} fz="lg">
          {group.name}
        </Title>
        {isMovable && <LockGroup {...{ live, round, group }} />}
        {round.phase !== 'drawn' && (
          <Button variant="subtle" size="md" px="xs" onClick={open} aria-label={`Notes of ${group.name}`}>
            Notes
          </Button>
        )}
      </div>
      {round.phase !== 'drawn' && <div className="pulse figures">{pulseWord(pulse, serverNow())}</div>}
      <ul>{group.members.map(person)}</ul>
      <Modal opened={isOpen} onClose={close} title={`Notes of ${group.name}`} size="lg">
        <Notes
          key={group.notesId}
          notesId={group.notesId}
          questions={round.questions}
          mayWrite={round.phase !== 'done'}
          isWhole
        />
      </Modal>
    </section>
  );
};
