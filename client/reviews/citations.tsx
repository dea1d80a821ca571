// Citations in a review: links to passages and threads, written in Markdown and shown as chips that lead there.
import { IconBookmark } from '@tabler/icons-react';
import { isCitation } from '#shared/reviews/answers.ts';
import type { MarkdownParts } from '#client/kit/markdown-parts.ts';

const wordsAtMost = 80;

/** `words` as they may stand in a link of Markdown, on one line and not longer than a chip should be. */
const tidy = (words: string): string => {
  const line = words
    .replace(/[\\[\]`*_$<>]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return line.length > wordsAtMost ? `${line.slice(0, wordsAtMost).trimEnd()}…` : line;
};

/** The Markdown of a citation; `words` are what its chip says. */
export const writeCitation = (words: string, address: string): string =>
  `[${tidy(words) || 'passage'}](${address})`;

/** A pasted address of a passage or thread of this server, as a citation of the words it is pasted over; null for anything else. */
export const citationOf = (pasted: string, words: string): string | null => {
  const address = pasted.trim();
  if (!isCitation(address)) return null;
  if (address.startsWith('/')) return writeCitation(words, address);
  const own = window.location.origin;
  return address.startsWith(`${own}/`) ? writeCitation(words, address.slice(own.length)) : null;
};

/** Opens beside what is read or written, so that nothing is left. */
export const reviewParts: MarkdownParts = {
  schemes: [],
  link: (address, words) =>
    isCitation(address) ? (
      <a className="citation-chip" href={address} target="_blank" rel="noopener noreferrer">
        <IconBookmark size={13} aria-hidden="true" />
        {words}
      </a>
    ) : null,
  picture: () => null,
};
