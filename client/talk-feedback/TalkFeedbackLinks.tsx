// Under the talks of a meeting: the way to feedback on each of them, in the words of whoever looks.
import { Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { useTalks } from '#client/presentations/data.ts';
import { useOpenTalks } from './data.ts';
import './talk-feedback.css';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
}

/** Nothing where nobody presents. */
export const TalkFeedbackLinks = ({ meeting, course }: Props) => {
  const self = useSelf();
  const open = useOpenTalks(course.id, course.role === 'student').data ?? [];
  const talks = (useTalks(meeting.id).data ?? []).filter(({ presenters }) => presenters.length > 0);
  if (talks.length === 0 || course.role === 'observer') return null;
  return (
    <section aria-label="Feedback on the talks" className="talk-links no-print">
      <ul>
        {talks.map(({ paperId, presenters }) => {
          const isMine = presenters.some(({ id }) => id === self?.id);
          const toGive = open.find((talk) => talk.paperId === paperId);
          const verb = isMine
            ? 'Feedback on your talk'
            : isStaff(course)
              ? 'Grade the talk'
              : toGive
                ? toGive.isGiven
                  ? 'Change your feedback'
                  : 'Give feedback'
                : 'Feedback';
          const title = meeting.papers.find(({ id }) => id === paperId)?.title ?? 'A paper';
          return (
            <li key={paperId}>
              <Text size="sm" className="talk-links-title">
                {title}
              </Text>
              <LinkButton
                to="/meetings/$meetingId/talks/$paperId/feedback"
                params={{ meetingId: meeting.id, paperId }}
                variant={toGive && !toGive.isGiven ? 'filled' : 'light'}
                aria-label={`${verb}: ${title}`}
              >
                {verb}
              </LinkButton>
            </li>
          );
        })}
      </ul>
      {isStaff(course) && (
        <Group gap="md" className="quiet-links">
          <Link to="/courses/$courseId/talk-grades" params={{ courseId: course.id }}>
            All talks of the course
          </Link>
          <Link to="/courses/$courseId/talk-rubric" params={{ courseId: course.id }}>
            Rubric
          </Link>
        </Group>
      )}
    </section>
  );
};
