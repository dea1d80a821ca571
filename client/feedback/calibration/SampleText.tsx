// A sample as it is read: its name, the papers it is about, its words.
import { Text, Title } from '@mantine/core';
import type { OwnSample } from '#shared/feedback/samples.ts';
import { ReviewText } from '#client/reviews/ReviewText.tsx';

interface Props extends Pick<OwnSample, 'papers' | 'questions' | 'answers'> {
  /** Left out where it is said already. */
  readonly title?: string;
}

export const SampleText = ({ title, papers, questions, answers }: Props) => (
  <>
    {title !== undefined && (
      <Title order={3} fz="1.1rem">
        {title}
      </Title>
    )}
    {papers.length > 0 && (
      <Text size="sm" c="dimmed">
        On {papers.map((paper) => `“${paper.title}”`).join(' and ')}
      </Text>
    )}
    <div className="sample-text">
      <ReviewText questions={questions} answers={answers} meeting={{ papers }} />
    </div>
  </>
);
