// Feedback on one talk: what one gives, what its presenters get, or what the staff see and mark.
import { Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView, PaperView } from '#shared/papers/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { Page } from '#client/kit/Page.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { useTalks, useTalksNews } from '#client/presentations/data.ts';
import { TalkFeedbackPart } from '#client/talk-feedback/TalkFeedbackPart.tsx';

const Feedback = ({ meeting, course, paper }: { meeting: MeetingView; course: Course; paper: PaperView }) => {
  const self = useSelf();
  const talks = useTalks(meeting.id);
  useTalksNews(course.id);
  const presenters = talks.data?.find(({ paperId }) => paperId === paper.id)?.presenters ?? [];
  return (
    <Page
      title={paper.title}
      above={
        <>
          <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
            {`Meeting ${String(meeting.number)}: ${meeting.topic}`}
          </Link>
          {' · '}
          <Link
            to="/meetings/$meetingId/talks/$paperId"
            params={{ meetingId: meeting.id, paperId: paper.id }}
          >
            Talk
          </Link>
          {isStaff(course) && (
            <>
              {' · '}
              <Link to="/courses/$courseId/talk-grades" params={{ courseId: course.id }}>
                Grades of talks
              </Link>
            </>
          )}
          {' · Feedback'}
        </>
      }
      below={
        presenters.length > 0 && <Text>Presented by {presenters.map(({ name }) => name).join(', ')}</Text>
      }
    >
      {self && (
        <TalkFeedbackPart personId={self.id} course={course} meetingId={meeting.id} paperId={paper.id} />
      )}
    </Page>
  );
};

export const TalkFeedback = () => {
  const { meetingId, paperId } = useParams({ from: '/meetings/$meetingId/talks/$paperId/feedback' });
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) => {
        const paper = meeting.papers.find(({ id }) => id === paperId);
        return paper ? (
          <Feedback key={paper.id} meeting={meeting} course={course} paper={paper} />
        ) : (
          <EmptyState title="No such talk">
            <Stack align="center">
              This paper is not in the meeting any more.
              <Link to="/meetings/$meetingId" params={{ meetingId }}>
                To the meeting
              </Link>
            </Stack>
          </EmptyState>
        );
      }}
    </MeetingGate>
  );
};
