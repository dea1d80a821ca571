// Links to a passage: `?passage=…` leads to it, also after the PDF was replaced; what cannot be found any more is said.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Target } from '#shared/annotations/anchor.ts';
import { findPassageRoutes } from '#shared/annotations/find-passage.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import { readPassage, writePassage, type PassageLink, type Place } from '#shared/annotations/passage.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { reading } from '#client/kernel/query.ts';
import { sayDone } from '#client/kit/say.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { readPageText } from '#client/reader/page-text.ts';
import { passageOn } from '#client/reader/passage.ts';
import type { Viewer } from '#client/reader/viewer.ts';

/** The highlight that shows where a link leads. */
export const passageMark = 'passage-link';

/** To a passage on any number of pages, or to areas. */
export const passageAddress = (
  { id, fileHash }: { readonly id: Id; readonly fileHash: string },
  targets: readonly Target[],
): string => `/documents/${id}?passage=${writePassage(fileHash, targets)}`;

/** Null while the page's words are not there. */
const targetAt = (viewer: Viewer, place: Place): Target | null => {
  if ('rect' in place) return { page: place.page, rects: [place.rect] };
  const handle = viewer.page(place.page);
  const content = handle && readPageText(handle);
  const range = content && toOrdinaryRange(condense(content.text), place);
  return (range && passageOn(content, range.start, range.end)?.target) ?? null;
};

const none: readonly Target[] = [];

/** Goes to the first page, and gives the parts of the passage as soon as the words of their pages are there. */
const useTargets = (viewer: Viewer | null, link: PassageLink | null): readonly Target[] => {
  const [found, setFound] = useState(none);
  useEffect(() => {
    const first = link?.places[0];
    if (!viewer || !link || !first) return;
    const known = new Map<Place, Target>();
    let stop: () => void = () => undefined;
    const look = () => {
      const before = known.size;
      for (const place of link.places) {
        const target = known.has(place) ? null : targetAt(viewer, place);
        if (target) known.set(place, target);
      }
      if (known.size > before) setFound(link.places.flatMap((place) => known.get(place) ?? []));
      if (known.size === link.places.length) stop();
    };
    stop = viewer.onTextRendered(look);
    viewer.goToPage(first.page + 1);
    look();
    return () => {
      stop();
      setFound(none);
    };
  }, [viewer, link]);
  return found;
};

const sayWhere = (anchor: unknown, isSure: boolean): string | null => {
  if (!anchor)
    return 'This link was made for another version of the PDF. Its passage was not found in this one.';
  return isSure
    ? null
    : 'This link was made for another version of the PDF. Its passage is probably the one that is marked.';
};

/** `passage` as it stands in the address. */
export const usePassageLink = (
  viewer: Viewer | null,
  { id, fileHash }: Pick<DocumentView, 'id' | 'fileHash'>,
  passage: string | undefined,
): Highlight | null => {
  const link = useMemo(() => readPassage(passage), [passage]);
  const isHere = link === null || link.file === null || fileHash.startsWith(link.file);
  const here = useTargets(viewer, isHere ? link : null);
  const moved = useQuery({
    ...reading(findPassageRoutes.findPassage, {
      params: { documentId: id },
      query: { passage: passage ?? '' },
    }),
    enabled: !isHere,
    staleTime: Infinity,
    retry: 2,
  });
  // Whoever still reads a former version has no place of it in the present one.
  const anchor = moved.data?.anchor?.fileHash === fileHash ? moved.data.anchor : null;
  const said = !isHere && (moved.data || moved.error) ? sayWhere(anchor, moved.data?.isSure ?? false) : null;
  useEffect(() => {
    if (said !== null) sayDone(said, 12_000);
  }, [said]);
  const targets = isHere ? here : (anchor?.targets ?? none);
  return useMemo(
    () => (viewer && targets.length > 0 ? { id: passageMark, kind: 'plain', targets } : null),
    [viewer, targets],
  );
};
