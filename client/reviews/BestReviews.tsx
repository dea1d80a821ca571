// The best reviews of a meeting as the staff picked them, on the meeting's page for those who may read them.
import { Accordion, Text } from '@mantine/core';
import { IconAward } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { MeetingView } from '#shared/papers/contract.ts';
import { reviewsQuery, useArrangedNews } from './data.ts';
import { FoldedReview } from './FoldedReview.tsx';

/** Nothing where none were picked, or none of those is open to this person. */
export const BestReviews = ({ meeting }: { meeting: MeetingView }) => {
  useArrangedNews(meeting.courseId, meeting.id);
  const best = (useQuery(reviewsQuery(meeting.id)).data ?? []).filter(({ isPicked }) => isPicked);
  if (best.length === 0) return null;
  return (
    <section aria-label="Best reviews">
      <Text fw={600} mb={4}>
        <IconAward size={18} aria-hidden="true" style={{ verticalAlign: '-3px' }} /> Best reviews, picked by
        the staff
      </Text>
      <Accordion order={3} className="best-reviews">
        {best.map(({ id, author, alias, isOwn, words, questions, answers }) => (
          <FoldedReview
            key={id}
            value={id}
            {...{ questions, answers, meeting }}
            foot={
              <Text size="sm" mt="sm">
                <Link to="/reviews/$reviewId" params={{ reviewId: id }}>
                  Remarks and reactions
                </Link>
              </Text>
            }
            line={
              <>
                <span style={{ overflowWrap: 'anywhere' }}>{author?.name ?? alias}</span>
                <Text span size="sm" c="dimmed" className="figures">
                  {isOwn ? ' (yours)' : ''} · {words.toLocaleString('en')} words
                </Text>
              </>
            }
          />
        ))}
      </Accordion>
    </section>
  );
};
