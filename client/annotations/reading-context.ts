// What every part of a document's threads needs to know: the document, one's place in its course, its reading questions.
import { createContext, use } from 'react';
import type { Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { DocumentView } from '#shared/papers/contract.ts';

export interface Reading {
  readonly document: DocumentView;
  readonly member: Member;
  readonly questions: readonly string[];
  /** Whether classmates see pseudonyms; `off` where nothing is said. */
  readonly anonymity?: Settings['anonymity'];
}

export const ReadingContext = createContext<Reading | null>(null);

export const useReading = (): Reading => {
  const reading = use(ReadingContext);
  if (!reading) throw new Error('Threads are shown only inside of a document');
  return reading;
};
