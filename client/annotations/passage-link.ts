// Links to a passage: `?passage=<page>.<start>-<end>`, the page from 1, the rest in non-whitespace characters of the page.
import { useEffect, useState } from 'react';
import { isTextTarget, type Target } from '#shared/annotations/anchor.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import { readPageText } from '#client/reader/page-text.ts';
import { passageOn } from '#client/reader/passage.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import type { Id } from '#shared/kernel/primitives.ts';

export interface PassageLink {
  /** Counts from 0. */
  readonly page: number;
  readonly start: number;
  readonly end: number;
}

/** The highlight that shows where a link leads. */
export const passageMark = 'passage-link';

/** Null for what is no such link. */
export const readPassage = (text: string | undefined): PassageLink | null => {
  const found = /^(?<page>[1-9]\d{0,4})\.(?<start>\d{1,7})-(?<end>\d{1,7})$/.exec(text ?? '')?.groups;
  if (!found) return null;
  const [page, start, end] = [Number(found['page']) - 1, Number(found['start']), Number(found['end'])];
  return end > start ? { page, start, end } : null;
};

/** To the first page's part of a passage; null for an area. */
export const passageAddress = (documentId: Id, targets: readonly Target[]): string | null => {
  const first = targets.find(isTextTarget);
  if (!first) return null;
  const { start, end } = first.position;
  return `/documents/${documentId}?passage=${String(first.page + 1)}.${String(start)}-${String(end)}`;
};

const find = (viewer: Viewer, { page, start, end }: PassageLink): Highlight | null => {
  const handle = viewer.page(page);
  const content = handle && readPageText(handle);
  const range = content && toOrdinaryRange(condense(content.text), { start, end });
  const target = range && passageOn(content, range.start, range.end)?.target;
  return target ? { id: passageMark, kind: 'plain', targets: [target] } : null;
};

/** Goes to the page, and gives the passage as soon as the page's words are there. */
export const usePassageLink = (viewer: Viewer | null, link: PassageLink | null): Highlight | null => {
  const [found, setFound] = useState<Highlight | null>(null);
  const { page, start, end } = link ?? { page: -1, start: 0, end: 0 };
  useEffect(() => {
    if (!viewer || page < 0) return;
    let stop: () => void = () => undefined;
    const look = () => {
      const highlight = find(viewer, { page, start, end });
      if (!highlight) return;
      stop();
      setFound(highlight);
    };
    stop = viewer.onTextRendered(look);
    viewer.goToPage(page + 1);
    look();
    return () => {
      stop();
      setFound(null);
    };
  }, [viewer, page, start, end]);
  return found;
};
