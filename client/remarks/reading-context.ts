// Which review is read here, by whom: what every part of its remarks needs to know.
import { createContext, use } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import type { RemarkReader } from '#shared/remarks/rules.ts';
import type { ReviewKey } from './data.ts';

export interface RemarkReading {
  readonly key: ReviewKey;
  readonly personId: Id;
  readonly reader: RemarkReader;
  /** Whether classmates see names on reviews in this course. */
  readonly areNamesShown: boolean;
  /** What the review's author is called where whoever marks it shall not see the name. */
  readonly authorAs: string | undefined;
  /** The review is being marked: a new remark begins as one for its author, held back until the marks are returned. */
  readonly isMarking: boolean;
}

export const RemarkReadingContext = createContext<RemarkReading | null>(null);

export const useRemarkReading = (): RemarkReading => {
  const reading = use(RemarkReadingContext);
  if (!reading) throw new Error('Remarks are shown within a review');
  return reading;
};
