// The talks on the page of a meeting: who presents which paper, and their slides.
import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { IconPresentation, IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView, PaperView } from '#shared/papers/contract.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { Query } from '#client/kit/Query.tsx';
import { AssignPresenters } from './AssignPresenters.tsx';
import { useTalks, useTalksNews } from './data.ts';
import { PublishSlides } from './PublishSlides.tsx';
import { SlidesState } from './SlidesState.tsx';
import { UploadSlides } from './UploadSlides.tsx';
import { useOwnPart } from './use-own-part.ts';
import './presentations.css';

interface RowProps {
  readonly talk: Talk;
  readonly paper: PaperView;
  readonly course: Course;
  readonly startsAt: string;
}

const TalkRow = ({ talk, paper, course, startsAt }: RowProps) => {
  const [isAssigning, setAssigning] = useState(false);
  const { isMine, member, verdict } = useOwnPart(talk, course);
  const deck = talk.slides?.document;
  return (
    <li className="talk" data-mine={isMine || undefined}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className="talk-what">
          <Text className="serif" fw={600} lh={1.3}>
            {paper.title}
          </Text>
          <Text mt={2}>
            {talk.presenters.length > 0 ? (
              talk.presenters.map(({ name }) => name).join(', ')
            ) : (
              <span className="quiet">Nobody presents this paper yet.</span>
            )}{' '}
            {isMine && (
              <Badge tt="none" variant="light" ml={4}>
                You present
              </Badge>
            )}
          </Text>
          <SlidesState talk={talk} timeZone={course.timeZone} />
        </div>
        <Group gap="xs" className="no-print">
          {isStaff(course) && (
            <Button
              variant="subtle"
              leftSection={<IconUserPlus size={16} />}
              aria-label={`${talk.presenters.length > 0 ? 'Change' : 'Assign'} who presents “${paper.title}”`}
              onClick={() => {
                setAssigning(true);
              }}
            >
              {talk.presenters.length > 0 ? 'Change' : 'Assign'}
            </Button>
          )}
          <LinkButton
            to="/meetings/$meetingId/talks/$paperId"
            params={{ meetingId: talk.meetingId, paperId: talk.paperId }}
            variant="subtle"
            aria-label={`Open the talk on “${paper.title}”`}
          >
            Talk
          </LinkButton>
          {deck?.state === 'ready' && (
            <LinkButton
              to="/documents/$documentId"
              params={{ documentId: deck.id }}
              variant="light"
              leftSection={<IconPresentation size={18} />}
            >
              Open the slides
            </LinkButton>
          )}
        </Group>
      </Group>
      <PublishSlides
        talk={talk}
        title={paper.title}
        member={member}
        startsAt={startsAt}
        timeZone={course.timeZone}
        opensAtDeadline={course.settings.publishSlides === 'at_deadline'}
      />
      {verdict === true ? <UploadSlides talk={talk} /> : isMine && <Text size="sm">{verdict.message}</Text>}
      <AssignPresenters
        talk={talk}
        paper={paper}
        opened={isAssigning}
        onClose={() => {
          setAssigning(false);
        }}
      />
    </li>
  );
};

/** What stands under “Talks” on the page of a meeting. */
export const TalkSection = ({ meeting, course }: { meeting: MeetingView; course: Course }) => {
  const query = useTalks(meeting.id);
  useTalksNews(course.id);
  if (meeting.papers.length === 0)
    return <Text c="dimmed">There is a talk for every paper of the meeting.</Text>;
  return (
    <Stack className="card" gap={0}>
      <Query query={query}>
        {(talks) => (
          <ul className="talks">
            {meeting.papers.map((paper) => {
              const talk = talks.find(({ paperId }) => paperId === paper.id);
              return (
                talk && (
                  <TalkRow
                    key={paper.id}
                    talk={talk}
                    paper={paper}
                    course={course}
                    startsAt={meeting.startsAt}
                  />
                )
              );
            })}
          </ul>
        )}
      </Query>
    </Stack>
  );
};
