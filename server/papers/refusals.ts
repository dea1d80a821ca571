// Refusals of this domain: why a file cannot be taken, in a sentence that says what to do about it, and a taken id.
import type { ExtractionFailureReason } from '#shared/papers/extraction.ts';
import { refuse, type Refusal } from '#shared/kernel/refusals.ts';

export const problems: Readonly<Record<ExtractionFailureReason, string>> = {
  not_a_pdf: 'This is not a PDF. Save or print it as a PDF and upload that.',
  encrypted: 'This PDF asks for a password. Save it without one and upload that.',
  corrupt: 'This PDF is damaged and cannot be opened. Download or export it again.',
  no_pages: 'This PDF has no pages.',
  too_many_pages: 'This PDF has more than 1,000 pages. Upload only the part that is read.',
  too_slow:
    'This PDF takes too long to read. Print it to a new PDF and upload that, or only the part that is read.',
  too_big_in_memory:
    'This PDF needs too much memory to read. Print it to a new PDF and upload that, or only the part that is read.',
};

/** The sentence for a file that may have so many pages (the usual limit where it is left out). */
export const problemOf = (reason: ExtractionFailureReason, pagesAtMost?: number): string =>
  reason === 'too_many_pages' && pagesAtMost !== undefined
    ? `This PDF has more than ${String(pagesAtMost)} pages. Upload only the slides of the talk.`
    : problems[reason];

/** The refusal for a file that cannot be read; `message` where more is known than the reason. */
export const refuseFile = (reason: ExtractionFailureReason, message = problems[reason]): Refusal =>
  refuse(reason === 'not_a_pdf' ? 'unsupported' : 'unprocessable', reason, message);

/** For an id that something else has. Ids are made by clients, 120 random bits: two never meet by chance. */
export const refuseTakenId = (): Refusal =>
  refuse('conflict', 'id_taken', 'This identifier is in use already. Try again with a new one.');
