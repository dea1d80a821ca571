// Who still has to present, where somebody is missing, and how fairly talks and wishes came out.
import { Stack, Text, Title } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Term } from '#shared/signup/contract.ts';
import { Moment, useNow } from '#client/kit/Moment.tsx';
import type { TalkLine } from './talk-lines.ts';
import { some } from './words.ts';
import { useCourseZone } from './zone.ts';

const times = ['never', 'once', 'twice', 'three times', 'four times'];

const Fairness = ({ figures }: { figures: NonNullable<Term['figures']> }) => {
  const { timesPresented, wishes } = figures;
  const given = timesPresented.flatMap((people, count) => (people > 0 ? [{ people, count }] : []));
  return (
    <section aria-label="Fairness">
      <Title order={2} fz="1.15rem" mb="xs">
        Fairness
      </Title>
      <dl className="signup-figures">
        {given.map(({ people, count }) => (
          <div key={count} className="card">
            <dt>{`Presents ${times[count] ?? `${String(count)} times`}`}</dt>
            <dd>{people}</dd>
          </div>
        ))}
        {wishes.ranked > 0 && (
          <>
            <div className="card">
              <dt>Have their first choice</dt>
              <dd>{`${String(wishes.firstChoices)} of ${String(wishes.ranked)}`}</dd>
            </div>
            <div className="card">
              <dt>Average place</dt>
              <dd>{wishes.averagePlace?.toFixed(1) ?? '–'}</dd>
            </div>
            <div className="card">
              <dt>Lowest place</dt>
              <dd>{wishes.places.length || '–'}</dd>
            </div>
            <div className="card">
              <dt>Not on their list</dt>
              <dd>{wishes.unlisted}</dd>
            </div>
          </>
        )}
      </dl>
    </section>
  );
};

interface Props {
  readonly term: Term;
  readonly talks: readonly TalkLine[];
  readonly ownId: Id;
  readonly isStaff: boolean;
}

export const TermFigures = ({ term, talks: lines, ownId, isStaff }: Props) => {
  const zone = useCourseZone();
  const now = useNow();
  const mine = lines.filter(
    ({ presenters, startsAt }) => new Date(startsAt) > now && presenters.some(({ id }) => id === ownId),
  );
  const { stillToPresent, talks, figures } = term;
  const gaps = talks.filter(({ missing }) => missing > 0);
  const empty = talks.filter(({ presenters }) => presenters.length === 0);
  const own = stillToPresent.find(({ person }) => person.id === ownId);
  return (
    <Stack>
      {mine.map(({ paperId, title, startsAt }) => (
        <Text key={paperId} style={{ overflowWrap: 'anywhere' }}>
          You present <strong className="serif">{title}</strong>, <Moment at={startsAt} zone={zone} />.
        </Text>
      ))}
      {own && (
        <Text>{`You still have to present ${own.missing === 1 ? 'once' : some(own.missing, 'time')} this term.`}</Text>
      )}
      {isStaff && (
        <>
          <section aria-label="Who still has to present">
            <Title order={2} fz="1.15rem" mb={4}>
              Who still has to present
            </Title>
            <Text style={{ overflowWrap: 'anywhere' }}>
              {stillToPresent.length === 0
                ? 'Everybody has their talks.'
                : stillToPresent
                    .map(({ person, missing }) =>
                      missing > 1 ? `${person.name} (${String(missing)} talks)` : person.name,
                    )
                    .join(', ')}
            </Text>
          </section>
          {empty.length + gaps.length > 0 && (
            <Text c="dimmed">
              {`${some(empty.length, 'talk')} without a presenter`}
              {gaps.length > 0 && `, ${some(gaps.length, 'talk')} short of what the sign-up asks for`}.
            </Text>
          )}
          {figures && <Fairness figures={figures} />}
        </>
      )}
    </Stack>
  );
};
