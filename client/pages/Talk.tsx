// One talk while it is given: the presenter's screen, the phone as remote control, the class's own screens.
import { useParams } from '@tanstack/react-router';
import { useEffect } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Stage } from '#shared/presenting/contract.ts';
import { mayPresent } from '#shared/presenting/rules.ts';
import { useSelf } from '#client/kernel/session.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { AudienceView } from '#client/presenting/AudienceView.tsx';
import { useStage } from '#client/presenting/data.ts';
import { PresenterView } from '#client/presenting/PresenterView.tsx';
import { RemoteView } from '#client/presenting/RemoteView.tsx';
import { TalkFeedbackLine } from '#client/talk-feedback/TalkFeedbackLine.tsx';

type View = 'present' | 'remote' | 'follow';

const Shown = ({
  view,
  stage,
  member,
  course,
}: {
  view: View;
  stage: Stage;
  member: Member;
  course: Course;
}) => {
  useEffect(() => {
    document.title = `${stage.title} · Talk`;
  }, [stage.title]);
  if (view === 'follow')
    return (
      <AudienceView
        {...{ stage, member }}
        anonymity={course.settings.anonymity}
        afterwards={<TalkFeedbackLine personId={member.personId} course={course} talk={stage} />}
      />
    );
  const verdict = mayPresent(member, { presenterIds: stage.presenters.map(({ id }) => id) });
  if (verdict !== true)
    return (
      <EmptyState
        title="This screen is for the presenters"
        action={
          <LinkButton
            to="/meetings/$meetingId/talks/$paperId/follow"
            params={{ meetingId: stage.meetingId, paperId: stage.paperId }}
          >
            Follow the talk
          </LinkButton>
        }
      >
        {verdict.message}
      </EmptyState>
    );
  return view === 'present' ? (
    <PresenterView stage={stage} member={member} />
  ) : (
    <RemoteView stage={stage} member={member} />
  );
};

const Gate = ({
  view,
  paperId,
  meetingId,
  course,
}: {
  view: View;
  paperId: string;
  meetingId: string;
  course: Course;
}) => {
  const query = useStage({ meetingId, paperId });
  const self = useSelf();
  if (!self) return null;
  const member = { personId: self.id, courseId: course.id, role: course.role };
  return (
    <Query query={query} loading={<LoadingPage />}>
      {(stage) => <Shown {...{ view, stage, member, course }} />}
    </Query>
  );
};

const Talk = ({ view, meetingId, paperId }: { view: View; meetingId: string; paperId: string }) => (
  <MeetingGate meetingId={meetingId}>
    {(_, course) => <Gate key={`${view} ${paperId}`} {...{ view, paperId, meetingId, course }} />}
  </MeetingGate>
);

export const FollowTalk = () => {
  const { meetingId, paperId } = useParams({ from: '/meetings/$meetingId/talks/$paperId/follow' });
  return <Talk view="follow" meetingId={meetingId} paperId={paperId} />;
};
export const PresentTalk = () => {
  const { meetingId, paperId } = useParams({ from: '/meetings/$meetingId/talks/$paperId/present' });
  return <Talk view="present" meetingId={meetingId} paperId={paperId} />;
};
export const RemoteTalk = () => {
  const { meetingId, paperId } = useParams({ from: '/meetings/$meetingId/talks/$paperId/remote' });
  return <Talk view="remote" meetingId={meetingId} paperId={paperId} />;
};
