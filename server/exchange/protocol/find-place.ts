// Gives an incoming annotation its place in the paper, or refuses it: a program cannot look over a guess.
import type { Anchor } from '#shared/annotations/anchor.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { foundItems } from '#server/exchange/found-items.ts';
import { readW3c } from '#server/exchange/read/w3c.ts';
import { ensureReady } from '#server/exchange/ready.ts';
import type { Scene } from './describe.ts';
import type { IncomingAnnotation } from './incoming.ts';
import { withWords } from './positions.ts';

const noPlace = () =>
  refuse(
    'unprocessable',
    'no_place',
    'A target does not say where on the paper it is: quote its words (TextQuoteSelector), or give page and box (FragmentSelector page=1&viewrect=left,top,width,height). Nothing was stored.',
  );

export const findPlace = async (
  papers: Pick<PapersPublic, 'versions'>,
  { document, texts }: Scene,
  personId: Id,
  annotation: IncomingAnnotation,
): Promise<Anchor> => {
  ensureReady(document);
  const [note] = readW3c(withWords({ ...annotation, id: undefined }, texts), document.pages);
  if (!note || note.targets.some(({ exact, rects }) => exact.trim() === '' && rects.length === 0))
    throw noPlace();
  const about = {
    ...{ document, texts, personId, present: () => Promise.resolve(new Set<Id>()) },
    rectsOf: (ranges: Parameters<PapersPublic['versions']['rectsOf']>[1]) =>
      papers.versions.rectsOf(document.fileHash, ranges),
  };
  const [item] = await foundItems(about, [note]);
  if (item?.state === 'found' && item.anchor) return item.anchor;
  throw refuse('unprocessable', 'no_such_passage', `${item?.problem ?? ''} Nothing was stored.`.trim());
};
