// Follows a link to a passage from the version of the PDF that it was made for to the present one.
import { anchorLimits, sortKey, type Anchor, type Target } from '#shared/annotations/anchor.ts';
import { findPassageRoutes } from '#shared/annotations/find-passage.ts';
import { readPassage, type Place } from '#shared/annotations/passage.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { placeThreads } from './reanchor/place-threads.ts';
import type { LookAt } from './viewers.ts';

interface Parts {
  readonly lookAt: LookAt;
  readonly papers: Pick<PapersPublic, 'versions'>;
}

/** Whole documents are compared for one answer. */
const perMinute = 20;
const longestMs = 30_000;

/** Null where the version has no such words. */
const targetOf = (place: Place, texts: readonly string[]): Target | null => {
  const { page } = place;
  if ('rect' in place) return { page, rects: [place.rect] };
  const text = texts[page] ?? '';
  const range = toOrdinaryRange(condense(text), place);
  const exact = range ? text.slice(range.start, range.end) : '';
  if (exact === '' || exact.length > anchorLimits.exact) return null;
  // Words are followed by their position alone; where they were drawn is not looked at.
  const { start, end } = place;
  return { page, quote: { exact, prefix: '', suffix: '' }, position: { start, end }, rects: [[0, 0, 1, 1]] };
};

/** Answers for {@link findPassageRoutes}. */
export const createFindPassageFeature = ({ lookAt, papers: { versions } }: Parts): Feature => {
  const limit = createLimit(perMinute, 60, 'links to passages in a short time');
  return feature(findPassageRoutes, {
    findPassage: async ({ actor, params: { documentId }, query: { passage } }) => {
      await lookAt(actor, documentId);
      const link = readPassage(passage);
      if (!link?.file) throw refuse('invalid', 'no_passage', 'This is no link to a passage.');
      await limit.take(actor.personId);
      const nowhere = { anchor: null, isSure: false };
      const [fileHash, [present]] = await Promise.all([
        versions.fileOf(documentId, link.file),
        versions.presentFiles([documentId]),
      ]);
      if (fileHash === null || !present || fileHash === present.fileHash) return nowhere;
      const texts = await versions.textsOf(fileHash);
      const targets = link.places.flatMap((place) => targetOf(place, texts) ?? []);
      if (targets.length < link.places.length) return nowhere;
      const anchor: Anchor = { fileHash, targets, sortKey: sortKey(targets) };
      const [placed] = await placeThreads(
        [{ _id: documentId, anchor, placement: null }],
        fileHash,
        present,
        versions,
        {
          mustRead: true,
          stop: AbortSignal.timeout(longestMs),
        },
      );
      if (!placed) return nowhere;
      const isSure = placed.placement.settled;
      return { anchor: isSure ? placed.anchor : placed.placement.proposal, isSure };
    },
  });
};
