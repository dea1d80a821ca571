// Submitted versions of a review, newest first, each to be read; it is said which one counts.
import { Accordion, Text } from '@mantine/core';
import { countedOf } from '#shared/reviews/deadline.ts';
import type { MeetingView } from '#shared/papers/contract.ts';
import type { ResultOf } from '#shared/kernel/contract.ts';
import type { reviewsRoutes } from '#shared/reviews/contract.ts';
import { Moment } from '#client/kit/Moment.tsx';
import { FoldedReview } from './FoldedReview.tsx';

interface Props {
  readonly versions: ResultOf<typeof reviewsRoutes.listVersions>;
  readonly meeting: MeetingView;
  readonly timeZone: string;
}

export const VersionList = ({ versions, meeting, timeZone }: Props) => {
  const counted = countedOf(versions.toReversed())?.version;
  return (
    <Accordion defaultValue={String(versions[0]?.version ?? '')}>
      {versions.map(({ version, at, late, words, questions, answers }) => (
        <FoldedReview
          key={version}
          value={String(version)}
          {...{ questions, answers, meeting }}
          line={
            <>
              <Text fw={600} span>
                Version {version}
                {version === counted && ': this one counts'}
              </Text>{' '}
              <Text span size="sm" c="dimmed">
                <Moment at={at} zone={timeZone} /> · {words} words{late ? ' · late' : ''}
              </Text>
            </>
          }
        />
      ))}
    </Accordion>
  );
};
