// Feedback on a talk for whoever looks: to give, to receive, or for the staff to read, moderate and grade.
import { Stack, Text } from '@mantine/core';
import type { Course } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { TalkDesk } from '#shared/talk-feedback/contract.ts';
import { mayGiveTalkFeedback, mayReadAllTalkFeedback } from '#shared/talk-feedback/rules.ts';
import { LookedAt } from '#client/feedback/LookedAt.tsx';
import { Due } from '#client/kit/Due.tsx';
import { Moment } from '#client/kit/Moment.tsx';
import { Query } from '#client/kit/Query.tsx';
import { useTalkDesk } from './data.ts';
import { GivenByMe } from './GivenByMe.tsx';
import { GiveTalkFeedback } from './GiveTalkFeedback.tsx';
import { NotSent } from './NotSent.tsx';
import { OwnTalkMarks } from './OwnTalkMarks.tsx';
import { StaffTalk } from './StaffTalk.tsx';
import { TalkResultsSheet } from './TalkResultsSheet.tsx';
import '#client/feedback/feedback.css';
import './talk-feedback.css';

interface Props {
  readonly personId: Id;
  readonly course: Pick<Course, 'id' | 'role' | 'timeZone'>;
  readonly meetingId: Id;
  readonly paperId: Id;
}

const Classmate = ({ desk, personId, course }: Props & { desk: TalkDesk }) => {
  const { criteria, own, phase, opensAt, closesAt } = desk;
  const { timeZone } = course;
  const place = { courseId: course.id, presenterIds: desk.presenterIds, phase };
  const verdict = mayGiveTalkFeedback({ personId, courseId: course.id, role: course.role }, place);
  if (verdict === true && own)
    return (
      <Stack gap="md">
        <Text c="dimmed">
          Open until <Moment at={closesAt} zone={timeZone} />. Presenters never see who gave what.
        </Text>
        <GiveTalkFeedback {...{ personId, desk, own, timeZone }} />
      </Stack>
    );
  if (verdict !== true && verdict.key === 'talk_feedback_closed' && own)
    return (
      <Stack gap="md">
        <Text c="dimmed">
          Feedback closed <Moment at={closesAt} zone={timeZone} />. This is what you gave.
        </Text>
        <NotSent personId={personId} talk={desk} criteria={criteria} />
        <GivenByMe own={own} criteria={criteria} />
      </Stack>
    );
  return (
    <Stack gap="lg">
      <Text>
        {verdict !== true && verdict.message}
        {phase === 'before' && (
          <>
            {' '}
            <Due word="Due" at={closesAt} zone={timeZone} />; open from{' '}
            <Moment at={opensAt} zone={timeZone} />.
          </>
        )}
      </Text>
      <LookedAt title="What a talk is looked at by" criteria={criteria} />
    </Stack>
  );
};

export const TalkFeedbackPart = (props: Props) => {
  const { personId, course, meetingId, paperId } = props;
  const { id: courseId, timeZone, role } = course;
  const talk = { meetingId, paperId };
  const query = useTalkDesk(personId, courseId, talk);
  return (
    <Query query={query}>
      {(desk) => {
        const place = { courseId, presenterIds: desk.presenterIds, phase: desk.phase };
        const member = { personId, courseId, role };
        if (mayReadAllTalkFeedback(member, place) === true)
          return <StaffTalk {...{ personId, talk, timeZone }} phase={desk.phase} opensAt={desk.opensAt} />;
        if (!desk.presenterIds.includes(personId)) return <Classmate {...props} desk={desk} />;
        return (
          <Stack gap="xl">
            <OwnTalkMarks {...{ personId, talk, timeZone }} />
            <TalkResultsSheet desk={desk} timeZone={timeZone} />
            {desk.phase === 'before' && (
              <LookedAt title="What a talk is looked at by" criteria={desk.criteria} />
            )}
          </Stack>
        );
      }}
    </Query>
  );
};
