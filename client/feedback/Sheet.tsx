// A review beside what is said about it: its text stays in sight for as long as there is something to do beside it.
import { useElementSize } from '@mantine/hooks';
import type { CSSProperties, ReactNode } from 'react';

interface Props {
  /** Names the whole. */
  readonly label: string;
  /** Names the text. */
  readonly reviewLabel: string;
  readonly review: ReactNode;
  readonly children: ReactNode;
}

export const Sheet = ({ label, reviewLabel, review, children }: Props) => {
  const { ref, height } = useElementSize();
  // A text longer than the window moves along until its end is in sight, and stays there.
  const style = { '--review-height': `${String(height)}px` } as CSSProperties;
  return (
    <article className="card feedback-sheet" aria-label={label}>
      <div ref={ref} style={style} className="feedback-review" role="region" aria-label={reviewLabel}>
        {review}
      </div>
      <div className="feedback-form">{children}</div>
    </article>
  );
};
