// A talk for the staff: their marks, and beside them what classmates gave.
import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Id } from '#shared/kernel/primitives.ts';
import type { TalkPhase } from '#shared/talk-feedback/rules.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { AllGiven } from './AllGiven.tsx';
import { allTalkFeedbackQuery, type TalkRef } from './data.ts';
import { talkMarksQuery, useStaffTalkNews } from './grading-data.ts';
import { TalkMarksForm } from './TalkMarksForm.tsx';

interface Props {
  readonly personId: Id;
  readonly talk: TalkRef;
  readonly phase: TalkPhase;
  readonly opensAt: string;
  readonly timeZone: string;
}

export const StaffTalk = ({ personId, talk, phase, opensAt, timeZone }: Props) => {
  useStaffTalkNews(talk);
  const marks = useQuery(talkMarksQuery(talk));
  const all = useQuery(allTalkFeedbackQuery(talk));
  return (
    <div className="talk-staff">
      <section aria-label="Your marks" className="card talk-staff-marks">
        <Title order={2} fz="1.3rem" mb="sm">
          Marks of the staff
        </Title>
        {phase === 'before' ? (
          <Text c="dimmed">
            The talk can be graded from <Moment at={opensAt} zone={timeZone} /> on.
          </Text>
        ) : (
          <Query query={marks}>
            {(known) =>
              known.presenters.length === 0 ? (
                <Text c="dimmed">Nobody presents this paper yet.</Text>
              ) : (
                <TalkMarksForm key={talk.paperId} {...{ personId, talk, timeZone }} marks={known} />
              )
            }
          </Query>
        )}
      </section>
      <section aria-label="Feedback of classmates">
        <Title order={2} fz="1.3rem" mb="sm">
          What classmates gave
        </Title>
        <Query query={all}>{(known) => <AllGiven talk={talk} all={known} timeZone={timeZone} />}</Query>
      </section>
    </div>
  );
};
