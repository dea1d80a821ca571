// One meeting like a programme: when and where, its papers, and what is written, presented and discussed for it.
import { Stack, Text, Title } from '@mantine/core';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import { isStaff } from '#shared/courses/roles.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { FeedbackSection } from '#client/feedback/FeedbackSection.tsx';
import { GradingSection } from '#client/grading/GradingSection.tsx';
import { OwnMarks } from '#client/grading/OwnMarks.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { Ago, Moment } from '#client/kit/Moment.tsx';
import { Page } from '#client/kit/Page.tsx';
import { AddPaper } from '#client/papers/AddPaper.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { RecordSection } from '#client/meeting-record/RecordSection.tsx';
import { MeetingMenu } from '#client/papers/MeetingMenu.tsx';
import { PaperCard } from '#client/papers/PaperCard.tsx';
import { PaperMenu } from '#client/papers/PaperMenu.tsx';
import { TalkSection } from '#client/presentations/TalkSection.tsx';
import { TalksOn } from '#client/presenting/TalksOn.tsx';
import { OwnRemarks } from '#client/remarks/OwnRemarks.tsx';
import { ReviewSection } from '#client/reviews/ReviewSection.tsx';
import { OrderSection } from '#client/rounds/OrderSection.tsx';
import { RoundsSection } from '#client/rounds/RoundsSection.tsx';
import { TalkFeedbackLinks } from '#client/talk-feedback/TalkFeedbackLinks.tsx';

const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title}>
    <Title order={2} fz="1.3rem" mb="sm">
      {title}
    </Title>
    {children}
  </section>
);

const Papers = ({ meeting, isArranging }: { meeting: MeetingView; isArranging: boolean }) => (
  <Section title="Papers">
    <Stack>
      {meeting.papers.map((paper) => (
        <PaperCard
          key={paper.id}
          paper={paper}
          menu={isArranging && <PaperMenu meeting={meeting} paper={paper} />}
        />
      ))}
      {meeting.papers.length === 0 && !isArranging && (
        <Text c="dimmed">The papers of this meeting have not been added yet.</Text>
      )}
      {isArranging && <AddPaper meetingId={meeting.id} />}
    </Stack>
  </Section>
);

const Programme = ({ meeting, course }: { meeting: MeetingView; course: Course }) => {
  const navigate = useNavigate();
  const self = useSelf();
  const isArranging = isStaff(course);
  return (
    <Page
      title={meeting.topic}
      above={
        <>
          <Link to="/courses/$courseId" params={{ courseId: course.id }}>
            {course.title}
          </Link>
          {` · Meeting ${String(meeting.number)}`}
        </>
      }
      below={
        <>
          <Moment at={meeting.startsAt} zone={course.timeZone} />
          {` · ${String(meeting.durationMinutes)} min`}
          {meeting.place !== '' && ` · ${meeting.place}`}
          {' · '}
          <Ago at={meeting.startsAt} />
        </>
      }
      action={
        isArranging && (
          <MeetingMenu
            meeting={meeting}
            timeZone={course.timeZone}
            onDeleted={() => {
              void navigate({ to: '/courses/$courseId', params: { courseId: course.id } });
            }}
          />
        )
      }
    >
      <Stack gap="xl">
        <Papers meeting={meeting} isArranging={isArranging} />
        <Section title="Reviews">
          <Stack>
            <ReviewSection
              meeting={meeting}
              course={course}
              ownMore={<OwnRemarks meetingId={meeting.id} />}
            />
            <OwnMarks personId={self?.id} meetingId={meeting.id} timeZone={course.timeZone} />
            {isArranging && <GradingSection courseId={course.id} meetingId={meeting.id} />}
          </Stack>
        </Section>
        <Section title="Feedback">
          <FeedbackSection meeting={meeting} course={course} />
        </Section>
        <Section title="Talks">
          <Stack>
            <TalksOn meeting={meeting} course={course} />
            <TalkSection meeting={meeting} course={course} />
            <TalkFeedbackLinks meeting={meeting} course={course} />
          </Stack>
        </Section>
        <OrderSection
          meeting={meeting}
          course={course}
          around={(order) => <Section title="Running order">{order}</Section>}
        />
        <Section title="Rounds">
          <Stack>
            <RoundsSection meeting={meeting} course={course} />
            <RecordSection meeting={meeting} />
          </Stack>
        </Section>
      </Stack>
    </Page>
  );
};

export const MeetingPage = () => {
  const { meetingId } = useParams({ from: '/meetings/$meetingId' });
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) => <Programme key={meeting.id} meeting={meeting} course={course} />}
    </MeetingGate>
  );
};
