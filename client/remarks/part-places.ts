// Where the remarks and reactions of a part stand in its text as it is now, in the order of the text.
import type { Range as Stretch } from '#shared/annotations/page-text.ts';
import type { RemarkView } from '#shared/remarks/contract.ts';
import type { Passage } from '#shared/remarks/place.ts';
import type { Reacted } from '#shared/remarks/reactions.ts';
import { createFinder } from './find-passage.ts';
import type { Readable } from './readable.ts';

export interface Placed<T> {
  readonly item: T;
  /** Null: about the part as a whole. */
  readonly stretch: Stretch | null;
}

export interface PartPlaces {
  readonly remarks: readonly Placed<RemarkView>[];
  readonly reacted: readonly Placed<Reacted>[];
  /** The text does not have their passage any more. */
  readonly lost: readonly RemarkView[];
  readonly lostReacted: readonly Reacted[];
  readonly find: (passage: Passage) => Stretch | null;
}

const inOrder = <T>(placed: readonly Placed<T>[]) =>
  placed.toSorted((a, b) => (a.stretch?.start ?? -1) - (b.stretch?.start ?? -1));

/** `readable` null: the part has no text, or it is not drawn yet; nothing is called lost then. */
export const placeIn = (
  readable: Readable | null,
  remarks: readonly RemarkView[],
  reacted: readonly Reacted[],
): PartPlaces => {
  const find = createFinder(readable?.condensed ?? '');
  const place = <T extends { readonly place: { readonly passage: Passage | null } | null }>(
    items: readonly T[],
  ) => {
    const found: Placed<T>[] = [];
    const lost: T[] = [];
    for (const item of items) {
      const passage = item.place?.passage ?? null;
      const stretch = passage && find(passage);
      if (readable && passage && !stretch) lost.push(item);
      else found.push({ item, stretch });
    }
    return { found: inOrder(found), lost };
  };
  const [said, given] = [place(remarks), place(reacted)];
  return {
    ...{ remarks: said.found, lost: said.lost },
    ...{ reacted: given.found, lostReacted: given.lost },
    find,
  };
};
