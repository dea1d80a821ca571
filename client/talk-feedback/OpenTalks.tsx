// What is next after a talk: the talks one may still give feedback on, each with its button. For students; nothing otherwise.
import { Text } from '@mantine/core';
import type { Id } from '#shared/kernel/primitives.ts';
import { Ago } from '#client/kit/Moment.tsx';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { useOpenTalks } from './data.ts';
import './talk-feedback.css';

export const OpenTalks = ({ courseId, isStudent }: { courseId: Id; isStudent: boolean }) => {
  const open = (useOpenTalks(courseId, isStudent).data ?? []).filter(({ isGiven }) => !isGiven);
  if (open.length === 0) return null;
  return (
    <section aria-label="Feedback on talks" className="card talk-links">
      <ul>
        {open.map(({ meetingId, paperId, title, presenters, closesAt }) => (
          <li key={paperId}>
            <div className="talk-links-title">
              <Text className="serif" fw={600}>
                {title}
              </Text>
              <Text size="sm" c="dimmed">
                Talk by {presenters.map(({ name }) => name).join(', ')}; feedback closes <Ago at={closesAt} />
              </Text>
            </div>
            <LinkButton
              to="/meetings/$meetingId/talks/$paperId/feedback"
              params={{ meetingId, paperId }}
              aria-label={`Give feedback on the talk about “${title}”`}
            >
              Give feedback on the talk
            </LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
};
