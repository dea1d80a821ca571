// Points on the projector, as large as they fit, with their votes.
import { IconBookmarkFilled } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { PointView } from '#shared/reporting/contract.ts';
import { FittedPages } from '#client/rounds/FittedPages.tsx';

interface Props {
  readonly points: readonly PointView[];
  /** What stands below a point besides its votes, for instance its group. */
  readonly from: (point: PointView) => string;
}

const votesText = (votes: number): string => (votes === 1 ? '1 vote' : `${String(votes)} votes`);

export const ProjectedPoints = ({ points, from }: Props) => {
  const cards = useMemo(
    () =>
      points.map((point) => {
        const below = [from(point), point.votes > 0 ? votesText(point.votes) : '']
          .filter(Boolean)
          .join(' · ');
        return (
          <section
            key={point.id}
            className="projector-point"
            data-kept={point.takeawayAt !== null || undefined}
          >
            <p>{point.text}</p>
            {(below !== '' || point.takeawayAt !== null) && (
              <p className="projector-point-foot figures">
                {below}
                {point.takeawayAt !== null && (
                  <span className="projector-kept">
                    <IconBookmarkFilled size="0.9em" aria-hidden /> takeaway
                  </span>
                )}
              </p>
            )}
          </section>
        );
      }),
    [points, from],
  );
  return <FittedPages cards={cards} largest={2} turnMs={12_000} />;
};
