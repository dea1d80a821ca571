// What all groups wrote in the present round, folded away until asked for.
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { RoundView } from '#shared/rounds/views.ts';
import { Query } from '#client/kit/Query.tsx';
import { useRecord } from './data.ts';
import { Reports } from './Reports.tsx';

const Shown = ({ meetingId, round }: Props) => {
  const query = useRecord(meetingId, round.phase === 'class' ? 10_000 : undefined);
  return (
    <Query query={query}>
      {(records) => {
        const record = records.find(({ roundId }) => roundId === round.id);
        return <Reports questions={round.questions} reports={record?.reports ?? []} />;
      }}
    </Query>
  );
};

interface Props {
  readonly meetingId: string;
  readonly round: RoundView;
}

export const ClassReports = (props: Props) => {
  const [isShown, { toggle }] = useDisclosure(false);
  return (
    <section className="card live-card" aria-label="All groups">
      <Button variant="default" size="md" fullWidth aria-expanded={isShown} onClick={toggle}>
        {isShown ? 'Hide the other groups' : 'Read what all groups wrote'}
      </Button>
      {isShown && <Shown {...props} />}
    </section>
  );
};
