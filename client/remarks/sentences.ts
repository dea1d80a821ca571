// The sentences of a part: what readers react to, and what one may choose to remark on without a mouse.
import { toCondensedRange, type Range as Stretch } from '#shared/annotations/page-text.ts';
import { placeLimits } from '#shared/remarks/place.ts';
import type { Readable } from './readable.ts';

const segmenter =
  typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('en', { granularity: 'sentence' }) : null;

/** In condensed characters, in their order; what is too long for a passage is left out. */
export const sentencesOf = (readable: Readable): Stretch[] => {
  const { text } = readable;
  const segments = segmenter
    ? [...segmenter.segment(text)].map(({ index, segment }) => ({
        start: index,
        end: index + segment.length,
      }))
    : [{ start: 0, end: text.length }];
  return segments
    .filter(({ start, end }) => text.slice(start, end).trim().length <= placeLimits.exact)
    .map((ordinary) => toCondensedRange(readable, ordinary))
    .filter(({ start, end }) => end > start);
};

/** The sentence in which a stretch begins. */
export const sentenceAt = (readable: Readable, { start }: Stretch): Stretch | null =>
  sentencesOf(readable).find((sentence) => start >= sentence.start && start < sentence.end) ?? null;
