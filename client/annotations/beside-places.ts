// Which cards and lines stand beside the pages, and where: those near the visible part, and those that must not be taken away.
import type { Rect } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import { crowd, type Shown } from './crowding.ts';
import type { Sheet } from './sheets.ts';

/** The threads of each page with the first rectangle of each. */
export type ByPage = ReadonlyMap<number, readonly (readonly [Rect, ThreadView])[]>;

export type Placed = Shown<ThreadView> & {
  readonly key: string;
  readonly page: number;
  /** Where it would stand best, px from the top of everything that scrolls. */
  readonly top: number;
  readonly isOpen: boolean;
};

/** What stays although its page is far: the open card, and what has the focus. */
export interface Kept {
  readonly openId: Id | undefined;
  readonly focused: { readonly key: string; readonly page: number } | undefined;
}

const placedOn = (byPage: ByPage, sheets: readonly Sheet[], openId: Id | undefined): Placed[] =>
  sheets.flatMap((sheet) => {
    const page = sheet.index;
    const tops = new Map((byPage.get(page) ?? []).map(([rect, thread]) => [thread, sheet.topOf(rect)]));
    const topOf = (thread: ThreadView) => tops.get(thread) ?? sheet.top;
    const here = [...tops.keys()].sort((a, b) => topOf(a) - topOf(b));
    return crowd(here, sheet.height, ({ id }) => id === openId).flatMap((shown): Placed[] => {
      const first = shown.as === 'several' ? shown.items[0] : shown.item;
      if (!first) return [];
      const isOpen = shown.as === 'card' && first.id === openId;
      return [{ ...shown, key: `${shown.as} ${first.id}`, page, top: topOf(first), isOpen }];
    });
  });

/** In the order of the document; `far` are the kept ones whose pages are not near. `sheetOf` measures a page that is not near. */
export const placed = (
  byPage: ByPage,
  near: readonly Sheet[],
  { openId, focused }: Kept,
  sheetOf: (page: number) => Sheet | null,
): { near: Placed[]; far: Placed[] } => {
  const isNear = new Set(near.map(({ index }) => index));
  const openOn =
    openId === undefined
      ? undefined
      : [...byPage].find(([, threads]) => threads.some(([, { id }]) => id === openId))?.[0];
  const farPages = new Set([openOn, focused?.page].filter((page) => page !== undefined && !isNear.has(page)));
  const far = [...farPages].flatMap((page) => (page === undefined ? [] : (sheetOf(page) ?? [])));
  return {
    near: placedOn(byPage, near, openId),
    far: placedOn(byPage, far, openId).filter(({ key, isOpen }) => isOpen || key === focused?.key),
  };
};

/** Far above everything. */
const nowhere = -100_000;

/** A page wherever it stands; null where there is none. Pages that are not shown at all stand out of sight. */
export const farSheet = (viewer: Viewer, index: number): Sheet | null => {
  const page = viewer.page(index);
  if (!page) return null;
  if (!page.element.isConnected) {
    const height = page.height * viewer.state().scale * (96 / 72);
    return { index, top: nowhere, height, topOf: () => nowhere };
  }
  const pane = viewer.container;
  const origin = pane.getBoundingClientRect().top - pane.scrollTop;
  const { top, bottom, height } = page.element.getBoundingClientRect();
  const next = viewer.page(index + 1)?.element;
  const end = next?.isConnected ? next.getBoundingClientRect().top : bottom;
  return {
    index,
    top: top - origin,
    height: end - top,
    topOf: (rect) => top - origin + page.pdfToShown(rect).top * (height / page.height),
  };
};
