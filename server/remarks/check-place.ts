// Whether a remark's quote can be of a part's text: the server keeps Markdown, the quote is of what is drawn from it.
import search from 'approx-string-match';
import type { Place } from '#shared/remarks/place.ts';
import { answerTo, type Answers } from '#shared/reviews/answers.ts';
import type { Question } from '#shared/reviews/form.ts';
import { refuse } from '#shared/kernel/refusals.ts';

/** What is typed and never read: addresses of links and pictures, names of characters. */
const unread = /\]\([^()\s]*(?:\s+"[^"]*")?\)|^\[[^\]]+\]:.*$|&[a-z]{2,8};/gimu;
/** The characters that Markdown never takes for marks. */
const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(unread, ']')
    .replace(/[^\p{L}\p{N}]/gu, '');
/** Differences that are borne with, as a share of the quote: numbers of notes, names of characters. */
const tolerance = 0.1;

/** Whether `quote` may be read in what is drawn from `markdown`. */
export const isQuoteOf = (quote: string, markdown: string): boolean => {
  const [wanted, text] = [lettersOf(quote), lettersOf(markdown)];
  if (wanted === '') return markdown.includes(quote.trim());
  return text.includes(wanted) || search(text, wanted, Math.floor(wanted.length * tolerance)).length > 0;
};

/** Refuses a place that the version has not; answers with the question that its part is the answer to. */
export const checkPlace = (
  { part, passage }: Place,
  { questions, answers }: { readonly questions: readonly Question[]; readonly answers: Answers },
): Question => {
  const question = questions.find(({ key }) => key === part);
  if (!question) throw refuse('unprocessable', 'no_such_part', 'The review has no such part.');
  const fits =
    passage === null || (question.kind === 'text' && isQuoteOf(passage.quote.exact, answerTo(answers, part)));
  if (!fits)
    throw refuse(
      'unprocessable',
      'quote_differs',
      'The words you marked are not in this review any more: it was submitted anew. Mark the passage again; what you wrote is still here.',
    );
  return question;
};
