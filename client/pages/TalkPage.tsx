// One talk by itself: who presents which paper when, its slides, and what else hangs on it.
import { Stack, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { MeetingView, PaperView } from '#shared/papers/contract.ts';
import type { Talk } from '#shared/presentations/contract.ts';
import { useSelf } from '#client/kernel/session.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { Page } from '#client/kit/Page.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { maySeeDesk } from '#shared/presentations/rules.ts';
import { CoverageCheck } from '#client/presentations/CoverageCheck.tsx';
import { SlidesPanel } from '#client/presentations/SlidesPanel.tsx';
import { SlideGrid } from '#client/presentations/SlideGrid.tsx';
import { TalkGate } from '#client/presentations/TalkGate.tsx';
import { TalkFeedbackLine } from '#client/talk-feedback/TalkFeedbackLine.tsx';

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
  readonly paper: PaperView;
  readonly talk: Talk;
}

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={2} fz="1.3rem" mb="sm">
      {title}
    </Title>
    {children}
  </section>
);

const Parts = ({ meeting, course, paper, talk }: Props) => {
  const self = useSelf();
  return (
    <Page
      title={paper.title}
      above={
        <>
          <Link to="/courses/$courseId" params={{ courseId: course.id }}>
            {course.title}
          </Link>
          {' · '}
          <Link to="/meetings/$meetingId" params={{ meetingId: meeting.id }}>
            {`Meeting ${String(meeting.number)}`}
          </Link>
          {' · Talk'}
        </>
      }
      below={
        <>
          {talk.presenters.length === 0
            ? 'Nobody presents this paper yet'
            : talk.presenters.map(({ name }) => name).join(', ')}
          {' · '}
          <Moment at={meeting.startsAt} zone={course.timeZone} />
        </>
      }
    >
      <Stack gap="xl">
        <Section title="Slides">
          <SlidesPanel talk={talk} paper={paper} course={course} startsAt={meeting.startsAt} />
        </Section>
        {talk.slides?.document.state === 'ready' && (
          <Section title="Slide by slide">
            <SlideGrid key={talk.slides.document.id} documentId={talk.slides.document.id} />
          </Section>
        )}
        {talk.slides && (
          <Section title="What the slides cover">
            <CoverageCheck
              talk={talk}
              mayConfirm={
                maySeeDesk(
                  { personId: self?.id ?? '', courseId: course.id, role: course.role },
                  talk.presenters.map(({ id }) => id),
                ) === true
              }
            />
          </Section>
        )}
        {self && (
          <Section title="Feedback">
            <TalkFeedbackLine
              personId={self.id}
              course={course}
              talk={{ meetingId: meeting.id, paperId: paper.id }}
            />
          </Section>
        )}
      </Stack>
    </Page>
  );
};

export const TalkPage = () => {
  const { meetingId, paperId } = useParams({ from: '/meetings/$meetingId/talks/$paperId' });
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) => {
        const paper = meeting.papers.find(({ id }) => id === paperId);
        if (!paper)
          return (
            <EmptyState
              title="There is no such talk"
              action={
                <Link to="/meetings/$meetingId" params={{ meetingId }}>
                  Open the meeting
                </Link>
              }
            >
              The paper is not in this meeting any more.
            </EmptyState>
          );
        return (
          <TalkGate key={paperId} meetingId={meetingId} courseId={course.id} paperId={paperId}>
            {(talk) => <Parts meeting={meeting} course={course} paper={paper} talk={talk} />}
          </TalkGate>
        );
      }}
    </MeetingGate>
  );
};
