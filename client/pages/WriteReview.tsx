// The page where a review is written: the papers at the left, the questions of the form at the right.
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { answerTo } from '#shared/reviews/answers.ts';
import { mayWriteReview } from '#shared/reviews/rules.ts';
import { OwnMarks } from '#client/grading/OwnMarks.tsx';
import { useSelf } from '#client/kernel/session.ts';
import { LinkButton } from '#client/kit/LinkButton.tsx';
import { LoadingPage } from '#client/kit/LoadingPage.tsx';
import { Query } from '#client/kit/Query.tsx';
import { EmptyState } from '#client/kit/States.tsx';
import { MeetingGate } from '#client/papers/MeetingGate.tsx';
import { titleOfPaper, useReviewToWrite, useWriting } from '#client/reviews/data.ts';
import { citeInto } from '#client/reviews/cite-into.ts';
import { ChoicePart } from '#client/reviews/ChoicePart.tsx';
import { PartClash } from '#client/reviews/PartClash.tsx';
import { PartEditor } from '#client/reviews/PartEditor.tsx';
import { ReviewPapers } from '#client/reviews/ReviewPapers.tsx';
import { WriteBar } from '#client/reviews/WriteBar.tsx';
import '#client/reviews/desk.css';

const route = getRouteApi('/meetings/$meetingId/review');

interface Props {
  readonly meeting: MeetingView;
  readonly course: Course;
  readonly personId: string;
  readonly begun: Parameters<typeof useWriting>[2];
}

const Desk = ({ meeting, course, personId, begun }: Props) => {
  const writing = useWriting(personId, meeting, begun);
  const { answers, saved, clashes } = useSyncExternalStore(writing.subscribe, writing.state);
  const { document: documentId } = route.useSearch();
  const navigate = route.useNavigate();
  /** The part that was written in last. */
  const field = useRef<HTMLTextAreaElement>(null);
  const [pane, setPane] = useState('write');
  const member = { personId, courseId: course.id, role: course.role };
  useEffect(() => {
    document.title = `Review: ${meeting.topic} · Paperround`;
  }, [meeting.topic]);
  return (
    <div className="write-page" data-pane={pane}>
      <SegmentedControl
        className="write-panes"
        aria-label="What is shown"
        data={[
          { value: 'paper', label: 'Paper' },
          { value: 'write', label: 'Write' },
        ]}
        value={pane}
        onChange={setPane}
      />
      <div className="write-papers">
        <ReviewPapers
          meeting={meeting}
          documentId={documentId}
          onCite={(citation) => {
            citeInto(writing, citation, field.current);
            setPane('write');
          }}
          onDocument={(id) => void navigate({ search: { document: id }, replace: true, resetScroll: false })}
        />
      </div>
      <div className="write-desk">
        <div className="write-scroller">
          <div className="write-head">
            <ActionIcon
              component={Link}
              to="/meetings/$meetingId"
              params={{ meetingId: meeting.id } as never}
              variant="subtle"
              color="gray"
              size="lg"
              aria-label="To the meeting"
            >
              <IconChevronLeft size={20} />
            </ActionIcon>
            <div>
              <p className="quiet">Meeting {meeting.number}</p>
              <h1 className="serif">Review: {meeting.topic}</h1>
            </div>
          </div>
          {saved.role && (
            <p className="quiet">
              You write as <strong>{saved.role.title}</strong>. {saved.role.about}
            </p>
          )}
          <OwnMarks isFolded personId={personId} meetingId={meeting.id} timeZone={course.timeZone} />
          {[...saved.questions, ...saved.former].map((question) => {
            const { key, title, kind } = question;
            const paper = titleOfPaper(meeting, question.paperId);
            const answer = answerTo(answers, key);
            const change = (text: string) => {
              writing.change(key, text);
            };
            if (clashes.includes(key))
              return (
                <PartClash
                  key={key}
                  title={title}
                  mine={answer}
                  theirs={answerTo(saved.answers, key)}
                  onSettle={(text) => {
                    writing.settle(key, text);
                  }}
                />
              );
            return kind === 'text' ? (
              <PartEditor
                key={key}
                question={question}
                paper={paper}
                text={answer}
                onChange={change}
                onField={(one) => {
                  field.current = one;
                }}
              />
            ) : (
              <ChoicePart key={key} question={question} paper={paper} answer={answer} onChange={change} />
            );
          })}
        </div>
        <WriteBar meeting={meeting} course={course} member={member} writing={writing} />
      </div>
    </div>
  );
};

const ReviewDesk = ({ meeting, course, personId }: Omit<Props, 'begun'>) => {
  const query = useReviewToWrite(personId, meeting.id);
  const verdict = mayWriteReview({ personId, courseId: course.id, role: course.role });
  if (verdict !== true)
    return (
      <EmptyState
        title="There is nothing to write here"
        action={
          <LinkButton to="/meetings/$meetingId" params={{ meetingId: meeting.id }} variant="default">
            To the meeting
          </LinkButton>
        }
      >
        {verdict.message}
      </EmptyState>
    );
  return (
    <Query query={query} loading={<LoadingPage />}>
      {(begun) => <Desk meeting={meeting} course={course} personId={personId} begun={begun} />}
    </Query>
  );
};

export const WriteReview = () => {
  const { meetingId } = route.useParams();
  const self = useSelf();
  return (
    <MeetingGate meetingId={meetingId}>
      {(meeting, course) =>
        self ? (
          <ReviewDesk key={meeting.id + self.id} meeting={meeting} course={course} personId={self.id} />
        ) : (
          <LoadingPage />
        )
      }
    </MeetingGate>
  );
};
