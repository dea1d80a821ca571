// A submitted review as it is read and talked about: its text, remarks under each part, reactions to all of it.
import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Course } from '#shared/courses/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import { mayRemark, readsAsStaff } from '#shared/remarks/rules.ts';
import { answerTo } from '#shared/reviews/answers.ts';
import type { Review } from '#shared/reviews/contract.ts';
import { useDraftsFromElsewhere } from '#client/drafts/use-draft.ts';
import { useSelf } from '#client/kernel/session.ts';
import { ReviewText } from '#client/reviews/ReviewText.tsx';
import { remarksQuery, seeRemarks, useRemarkNews } from './data.ts';
import { draftPlaces } from './drafts.ts';
import { knownIn, withoutNews } from './held-news.ts';
import { ReactionButtons } from './ReactionButtons.tsx';
import { RemarkedPart } from './RemarkedPart.tsx';
import { RemarkReadingContext, type RemarkReading } from './reading-context.ts';
import { RemarkList } from './RemarkList.tsx';
import { useToggled } from './use-toggled.ts';
import './remarks.css';

interface Props {
  readonly review: Pick<Review, 'id' | 'meetingId' | 'isOwn' | 'questions' | 'answers'>;
  readonly meeting: MeetingView;
  readonly course: Pick<Course, 'id' | 'role' | 'settings'>;
  /** A remark to open. */
  readonly remarkId?: Id | undefined;
  /** How a sentence begins that readers reacted to: it is brought into sight. */
  readonly words?: string | undefined;
  /** Called so instead of by name: for marking without names. */
  readonly authorAs?: string | undefined;
  /** New remarks begin as for the author, held back until the marks are returned. */
  readonly isMarking?: boolean;
}

const seenAfterMs = 2000;
const none = { remarks: [], reacted: [] };
const say = (count: number, one: string, many: string) => `${String(count)} ${count === 1 ? one : many}`;

/** `3 remarks and 2 replies, 4 new`. */
const sayCounts = (remarks: number, replies: number, fresh: number) =>
  [
    say(remarks, 'remark', 'remarks'),
    replies > 0 ? ` and ${say(replies, 'reply', 'replies')}` : '',
    fresh > 0 ? `, ${String(fresh)} new` : '',
  ].join('');

const Remarked = ({
  review,
  meeting,
  reading,
  remarkId,
  words,
}: Props & { readonly reading: RemarkReading }) => {
  const { key, personId, reader } = reading;
  const query = useQuery(remarksQuery(review.id));
  const isForStaff = readsAsStaff(reader);
  useRemarkNews(key, isForStaff ? reader.member.courseId : undefined, reader.isAuthor ? personId : undefined);
  useDraftsFromElsewhere(personId, draftPlaces.ofReview(review.id));
  const [toggled, toggle] = useToggled();
  const listing = query.data;
  const [known, setKnown] = useState<ReadonlySet<string> | null>(null);
  if (listing && known === null) setKnown(knownIn(listing.remarks));
  const { remarks, reacted } = listing ?? none;
  const { shown, waiting } = useMemo(() => withoutNews(remarks, known ?? new Set()), [remarks, known]);
  const posts = shown.flatMap((remark) => [remark, ...remark.replies]);
  const fresh = posts.filter(({ isNew }) => isNew).length;
  useEffect(() => {
    if (fresh === 0) return;
    const timer = setTimeout(() => {
      // Not seen in the count for a little longer is no harm.
      seeRemarks(key).catch(() => undefined);
    }, seenAfterMs);
    return () => {
      clearTimeout(timer);
    };
  }, [fresh, key]);
  const byPart = useMemo(
    () =>
      new Map(
        review.questions.map((question) => [
          question.key,
          {
            remarks: shown.filter(({ place }) => place.part === question.key),
            reacted: reacted.filter(({ place }) => place?.part === question.key),
          },
        ]),
      ),
    [review.questions, shown, reacted],
  );
  const left = shown.filter(({ place }) => !byPart.has(place.part));
  return (
    <div className="remarked-review">
      {query.error && !listing && (
        <Alert color="red" variant="light" role="alert" title="The remarks cannot be shown">
          {query.error.message}{' '}
          <Button size="compact-sm" variant="default" onClick={() => void query.refetch()}>
            Try again
          </Button>
        </Alert>
      )}
      <p className="remark-summary quiet no-print" role="status">
        {listing
          ? shown.length === 0
            ? `No remarks yet.${mayRemark(reader, 'readers') === true ? ' Select a passage to remark on it.' : ''}`
            : sayCounts(shown.length, posts.length - shown.length, fresh)
          : query.isPending
            ? 'Loading the remarks'
            : ''}
      </p>
      {waiting > 0 && (
        <Button
          size="compact-sm"
          className="remark-news"
          onClick={() => {
            setKnown(knownIn(remarks));
          }}
        >
          Show {String(waiting)} new
        </Button>
      )}
      <ReviewText
        questions={review.questions}
        answers={review.answers}
        meeting={meeting}
        around={(question, answer) => (
          <RemarkedPart
            question={question}
            isText={question.kind === 'text' && answerTo(review.answers, question.key).trim() !== ''}
            wantedId={remarkId}
            wantedWords={words}
            {...(byPart.get(question.key) ?? none)}
          >
            {answer}
          </RemarkedPart>
        )}
      />
      {left.length > 0 && (
        <section aria-label="Remarks on parts of an earlier version">
          <p className="remark-group quiet">On parts of an earlier version</p>
          <RemarkList
            label="Remarks on parts of an earlier version"
            remarks={left}
            toggled={toggled}
            onToggle={toggle}
          />
        </section>
      )}
      {listing && (
        <div className="remark-whole no-print">
          <Text size="sm" fw={600}>
            {reader.isAuthor ? 'Reactions to your review' : 'The review as a whole'}
          </Text>
          <ReactionButtons
            place={null}
            reacted={reacted.find(({ place }) => place === null)}
            label="React to the whole review"
          />
          {reader.isAuthor && !reacted.some(({ place }) => place === null) && (
            <Text size="sm" c="var(--text-quiet)">
              None yet
            </Text>
          )}
        </div>
      )}
    </div>
  );
};

/** For whoever may read the review; the server answers what else they may see. */
export const ReviewWithRemarks = (props: Props) => {
  const self = useSelf();
  const { review, course, authorAs, isMarking = false } = props;
  const { id: reviewId, meetingId, isOwn } = review;
  const reading = useMemo(
    (): RemarkReading | null =>
      self && {
        key: { reviewId, meetingId },
        personId: self.id,
        reader: {
          member: { personId: self.id, courseId: course.id, role: course.role },
          isAuthor: isOwn,
        },
        areNamesShown: course.settings.reviewNames === 'shown',
        authorAs,
        isMarking,
      },
    [self, reviewId, meetingId, isOwn, course, authorAs, isMarking],
  );
  if (!reading) return null;
  return (
    <RemarkReadingContext value={reading}>
      <Remarked key={reviewId} {...props} reading={reading} />
    </RemarkReadingContext>
  );
};
