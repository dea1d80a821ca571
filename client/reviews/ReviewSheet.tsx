// One submitted review as a sheet to read or to print.
import { ActionIcon, Group, Text, Title } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { Review, ReviewStatus } from '#shared/reviews/contract.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { AllVersions } from './AllVersions.tsx';
import { PickButton } from './PickButton.tsx';
import { ReviewText } from './ReviewText.tsx';

interface Props {
  readonly review: Review;
  readonly meeting: MeetingView;
  readonly timeZone: string;
  /** Staff also pick the best, and read former versions. */
  readonly isForStaff: boolean;
  /** Links to passages and threads in each part, for staff. */
  readonly citations?: ReviewStatus['citations'] | undefined;
  /** The text as the page shows it; plain by default. */
  readonly children?: ReactNode;
}

export const ReviewSheet = (props: Props) => {
  const { review, meeting, timeZone, isForStaff, citations, children } = props;
  const { author, alias, submission, words, questions, answers } = review;
  const name = author?.name ?? alias;
  return (
    <article className="card review-sheet" aria-label={`Review by ${name}`}>
      <div className="review-sheet-head">
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          className="no-print"
          style={{ float: 'right' }}
          aria-label="Print this review"
          onClick={() => {
            window.print();
          }}
        >
          <IconPrinter size={18} />
        </ActionIcon>
        <Title order={2} style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        <Text size="sm" c="dimmed" className="figures">
          {submission && (
            <>
              {submission.late ? 'Submitted late, ' : 'Submitted '}
              <Moment at={submission.at} zone={timeZone} /> · version {submission.version} ·{' '}
            </>
          )}
          {words.toLocaleString('en')} words
        </Text>
        {citations && citations.length > 0 && (
          <Text size="sm" c="dimmed" className="figures">
            Citations: {citations.map(({ title, count }) => `${title} ${String(count)}`).join(' · ')}
          </Text>
        )}
        {isForStaff && (
          <Group gap="xs" mt="xs">
            <PickButton review={review} />
            <AllVersions reviewId={review.id} meeting={meeting} timeZone={timeZone} />
          </Group>
        )}
        {!isForStaff && review.isPicked && <Text size="sm">Among the best three, picked by the staff.</Text>}
      </div>
      {children ?? <ReviewText questions={questions} answers={answers} meeting={meeting} />}
    </article>
  );
};
