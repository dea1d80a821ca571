// A review that is folded under its line until somebody wants to read it; stands in an accordion.
import { Accordion } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { ReviewText } from './ReviewText.tsx';

interface Props extends ComponentProps<typeof ReviewText> {
  /** Names it in its accordion. */
  readonly value: string;
  readonly line: ReactNode;
  /** Below its text. */
  readonly foot?: ReactNode;
}

export const FoldedReview = ({ value, line, foot, ...review }: Props) => (
  <Accordion.Item value={value}>
    <Accordion.Control>{line}</Accordion.Control>
    <Accordion.Panel>
      <ReviewText {...review} />
      {foot}
    </Accordion.Panel>
  </Accordion.Item>
);
