// Which of the expected parts a deck has: proposed from its outline and the first lines of its slides, confirmed by people.
import { z } from 'zod';
import { route } from '#shared/kernel/contract.ts';
import { fileHashSchema, idSchema } from '#shared/kernel/primitives.ts';
import type { OutlineEntry } from '#shared/papers/extraction.ts';

/** `slides` count from 0. A part without slides is missing. */
const coverageSchema = z.array(
  z.strictObject({ part: z.string().max(60), slides: z.array(z.int().min(0).max(1000)).max(1000) }),
);
export type Coverage = z.infer<typeof coverageSchema>;

/** How headings of slides say the usual parts, besides the part's own name; each is looked for as whole words. */
const wordings: Readonly<Record<string, readonly string[]>> = {
  summary: [
    'summary',
    'overview',
    'in a nutshell',
    'at a glance',
    'tl;dr',
    'tldr',
    'main idea',
    'main ideas',
    'key idea',
    'key ideas',
    'high level idea',
    'high level ideas',
    'big picture',
    'what this paper does',
    'contributions',
    'main contributions',
    'takeaways',
    'conclusion',
  ],
  problems: [
    'problem',
    'problems',
    'problem statement',
    'motivation',
    'the issue',
    'the need',
    'research question',
    'research questions',
    'what problem',
    'what is wrong',
    'why does it matter',
    'why is it important',
  ],
  challenges: [
    'challenge',
    'challenges',
    'difficulty',
    'difficulties',
    'obstacles',
    'hurdles',
    'why is it hard',
    'why it is hard',
    'why is this hard',
    'what makes it hard',
    'hard parts',
    'limitations of previous work',
    'limits of previous work',
    'shortcomings of existing',
  ],
  methods: [
    'method',
    'methods',
    'methodology',
    'approach',
    'approaches',
    'our approach',
    'solution',
    'design',
    'system design',
    'architecture',
    'algorithm',
    'algorithms',
    'technique',
    'techniques',
    'mechanism',
    'how it works',
    'how does it work',
    'implementation',
    'protocol',
  ],
};

/** Lower case, without accents and marks, single spaces, with one at both ends: whole words are found as substrings. */
const plain = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;

const wordsOf = (part: string): string[] => {
  const name = plain(part).trim();
  const singular = name.replace(/s$/, '');
  const known = wordings[name] ?? wordings[`${name}s`] ?? [];
  return [...new Set([name, singular, `${singular}s`, ...known.map((words) => plain(words).trim())])].filter(
    (words) => words !== '',
  );
};

/** A longer line is a sentence, not a heading. In characters. */
const headingAtMost = 80;
const headingLines = 2;

/** The headings of a slide: its first lines, and lines further down that are a label (“Challenges: …”). */
const headingsOf = (text: string): string[] => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const labels = lines.slice(headingLines).flatMap((line) => /^([^:]{3,40}):(?:\s|$)/.exec(line)?.[1] ?? []);
  return [...lines.slice(0, headingLines).filter((line) => line.length <= headingAtMost), ...labels];
};

const flat = (outline: readonly OutlineEntry[]): OutlineEntry[] =>
  outline.flatMap((entry) => [entry, ...flat(entry.children)]);

/** An agenda names every part and is none of them. */
const agenda = [' agenda ', ' outline ', ' contents ', ' table of contents ', ' roadmap '];

/** For each expected part the slides (from 0) that seem to be about it. `texts`: of the pages, in their order. */
export const proposeCoverage = (
  expected: readonly string[],
  texts: readonly string[],
  outline: readonly OutlineEntry[] = [],
): Coverage => {
  const headings = texts.map((text) => headingsOf(text).map(plain));
  for (const { title, page } of flat(outline)) if (page !== null) headings[page]?.push(plain(title));
  return expected.map((part) => {
    const words = wordsOf(part).map((some) => ` ${some} `);
    const slides = headings.flatMap((some, index) => {
      if (some.some((heading) => agenda.some((word) => heading.includes(word)))) return [];
      return some.some((heading) => words.some((word) => heading.includes(word))) ? [index] : [];
    });
    return { part, slides };
  });
};

/** The expected parts of which there is no slide. */
export const missingParts = (expected: readonly string[], coverage: Coverage): string[] =>
  expected.filter((part) => !coverage.some((one) => one.part === part && one.slides.length > 0));

const ofTalk = z.object({ meetingId: idSchema, paperId: idSchema });

/**
 * `confirmed`: what its presenters say, for all who may read the deck; null until they do. `proposed` and `missing` are for the
 * presenters and the staff; null for others. `isOutdated`: another version came after it was confirmed.
 */
const coverageViewSchema = z.object({
  expected: z.array(z.string()),
  pageCount: z.int(),
  fileHash: fileHashSchema,
  confirmed: coverageSchema.nullable(),
  isOutdated: z.boolean(),
  proposed: coverageSchema.nullable(),
  missing: z.array(z.string()).nullable(),
});
export type CoverageView = z.infer<typeof coverageViewSchema>;

export const coverageRoutes = {
  readCoverage: route({
    method: 'GET',
    path: '/api/meetings/:meetingId/talks/:paperId/coverage',
    summary: 'Which of the parts that slides are expected to cover these have',
    params: ofTalk,
    returns: coverageViewSchema,
  }),
  confirmCoverage: route({
    method: 'PUT',
    path: '/api/meetings/:meetingId/talks/:paperId/coverage',
    summary: 'Say on which slides each part is, for the version that was looked at',
    params: ofTalk,
    body: z.strictObject({ parts: coverageSchema.max(10), fileHash: fileHashSchema }),
    returns: coverageViewSchema,
  }),
};
