// The groups of one round: who sat there, what they reported, and the notes it was made of.
import { Text, Title } from '@mantine/core';
import type { RecordedGroup, RecordedRound } from '#shared/meeting-record/contract.ts';
import { Points } from './Points.tsx';

const Seats = ({ seats }: Pick<RecordedGroup, 'seats'>) => (
  <Text size="sm" c="dimmed" component="p" m={0}>
    {seats.map(({ name, roles }) => (roles.length > 0 ? `${name} (${roles.join(', ')})` : name)).join(', ')}
  </Text>
);

const Answers = ({ questions, group }: { questions: readonly string[]; group: RecordedGroup }) => {
  const { notes, points } = group;
  if (notes === null)
    return (
      <Text size="sm" c="dimmed" mt="xs">
        These notes open to you when the groups report.
      </Text>
    );
  const answered = questions.flatMap((question, index) => {
    const told = points.filter((point) => point.question === index);
    const text = notes[index]?.trim() ?? '';
    return told.length > 0 || text !== '' ? [{ question, index, told, text }] : [];
  });
  if (answered.length === 0)
    return (
      <Text size="sm" c="dimmed" mt="xs">
        Nothing was written.
      </Text>
    );
  return (
    <dl>
      {answered.map(({ question, index, told, text }) => (
        <div key={index}>
          <dt>{question}</dt>
          <dd>
            {told.length > 0 && <Points points={told} />}
            {text !== '' && <p className="record-notes">{text}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
};

/** `ownId` is the asker: their own group is marked. */
export const RecordedGroups = ({ round, ownId }: { round: RecordedRound; ownId: string | undefined }) => (
  <div className="record-groups">
    {round.groups.map((group) => {
      const isOwn = group.seats.some(({ personId }) => personId === ownId);
      return (
        <article
          key={group.number}
          className="record-group"
          data-own={isOwn || undefined}
          aria-label={`Group ${group.name}`}
        >
          <Title order={3} fz="md">
            {group.name}
            {isOwn && <span className="quiet"> · your group</span>}
          </Title>
          <Seats seats={group.seats} />
          <Answers questions={round.questions} group={group} />
        </article>
      );
    })}
  </div>
);
