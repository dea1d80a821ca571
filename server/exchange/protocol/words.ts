// The words of an annotation on their way out and in: nothing is lost by reading them, changing a word and sending them back.
import { annotationLimits } from '#shared/annotations/contract.ts';
import { someTextSchema } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';

/** Addresses of this server with its host; mentions stay as they are, so that they still are some when they come back. */
export const outwards = (markdown: string, origin: string): string =>
  markdown.replace(/\]\((?=\/(?!\/))/g, `](${origin}`);

export const inwards = (markdown: string, origin: string): string =>
  markdown.replaceAll(`](${origin}/`, '](/');

/** Refused, not shortened: a program would not notice. */
export const checkWords = (text: string): string => {
  const parsed = someTextSchema(annotationLimits.text).safeParse(text);
  if (parsed.success) return parsed.data;
  throw refuse(
    'unprocessable',
    'text_refused',
    `The text of the body ${parsed.error.issues[0]?.message ?? 'was not understood'}.`,
  );
};
