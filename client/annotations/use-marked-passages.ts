// What is marked on a page, for those who hear it: after the page's text a list of the passages, each leading to its thread.
import { useEffect, useEffectEvent } from 'react';
import { isTextTarget } from '#shared/annotations/anchor.ts';
import { kinds, type Kind } from '#shared/annotations/kinds.ts';
import { gatherByEach } from '#shared/kernel/gather.ts';
import { pagesOf } from '#client/reader/highlight-shapes.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import type { PageHandle } from '#client/reader/page-handle.ts';
import type { Viewer } from '#client/reader/viewer.ts';

/** A page with more is told as the first of them. */
const passagesAtMost = 100;
const quoteAtMost = 80;
const listClass = 'marked-passages';

const isKind = (kind: string): kind is Kind => Object.hasOwn(kinds, kind);

/** "Question, unread: “the words”". */
const wordsOf = ({ kind, targets, unread = false }: Highlight, page: number): string => {
  const target = targets.find((one) => one.page === page);
  const quote = target && isTextTarget(target) ? target.quote.exact.replace(/\s+/gu, ' ') : '';
  const short = quote.length > quoteAtMost ? `${quote.slice(0, quoteAtMost)}…` : quote;
  const what = isKind(kind) ? kinds[kind].word : 'Note';
  return `${what}${unread ? ', unread' : ''}: ${quote === '' ? 'a part of the page' : `“${short}”`}`;
};

/** Null where nothing is marked. Not for the Tab key: whoever sees goes from card to card. */
export const markedPassages = (
  page: Pick<PageHandle, 'index' | 'label'>,
  highlights: readonly Highlight[],
): HTMLUListElement | null => {
  if (highlights.length === 0) return null;
  const list = document.createElement('ul');
  list.className = `${listClass} visually-hidden`;
  const count = highlights.length === 1 ? '1 passage' : `${String(highlights.length)} passages`;
  list.setAttribute('aria-label', `Marked on page ${page.label ?? String(page.index + 1)}: ${count}`);
  for (const highlight of highlights.slice(0, passagesAtMost)) {
    const button = document.createElement('button');
    button.type = 'button';
    button.tabIndex = -1;
    button.dataset['passage'] = highlight.id;
    button.textContent = wordsOf(highlight, page.index);
    const item = document.createElement('li');
    item.append(button);
    list.append(item);
  }
  return list;
};

/** Threads only: `onGo` gets their ids. */
export const useMarkedPassages = (
  viewer: Viewer | null,
  highlights: readonly Highlight[],
  onGo: (id: string) => void,
): void => {
  const go = useEffectEvent(onGo);
  useEffect(() => {
    if (!viewer) return;
    const byPage = gatherByEach(highlights, pagesOf);
    const put = (page: PageHandle) => {
      const before = page.element.querySelector(`:scope > .${listClass}`);
      const list = markedPassages(page, byPage.get(page.index) ?? []);
      // Whoever is in the list stays in it as long as it says the same.
      if (before && list?.isEqualNode(before)) return;
      before?.remove();
      if (list) page.element.append(list);
    };
    viewer.renderedPages().forEach(put);
    return viewer.onPageRendered(put);
  }, [viewer, highlights]);

  useEffect(() => {
    if (!viewer) return;
    const { container } = viewer;
    const onClick = ({ target }: MouseEvent) => {
      const id = target instanceof HTMLElement ? target.dataset['passage'] : undefined;
      if (id !== undefined) go(id);
    };
    container.addEventListener('click', onClick);
    return () => {
      container.removeEventListener('click', onClick);
    };
  }, [viewer]);
};
