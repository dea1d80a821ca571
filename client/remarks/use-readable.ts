// What of a part is drawn and what of it is selected, kept in step with the page.
import { useEffect, useLayoutEffect, useState, type RefObject } from 'react';
import type { Range as Stretch } from '#shared/annotations/page-text.ts';
import { readPart, stretchOf, type Readable } from './readable.ts';

/** The Markdown below an element as it reads now; null until it is drawn: the renderer comes late, and until then marks are seen. */
export const useReadable = (root: RefObject<Element | null>): Readable | null => {
  const [readable, setReadable] = useState<Readable | null>(null);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const read = () => {
      setReadable(element.querySelector('.markdown') ? readPart(element) : null);
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(element, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
    };
  }, [root]);
  return readable;
};

export interface Selected {
  readonly stretch: Stretch;
  /** Where the selection ends, in pixels from the upper left corner of the element. */
  readonly left: number;
  readonly bottom: number;
}

const settleMs = 150;

/** What is selected of an element, once the selection rests; null: nothing, or it began elsewhere. */
export const useSelected = (
  root: RefObject<Element | null>,
  readable: Readable | null,
): readonly [Selected | null, () => void] => {
  const [selected, setSelected] = useState<Selected | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const element = root.current;
      const selection = document.getSelection();
      const range =
        selection && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
      const isHere = range !== null && element?.contains(range.startContainer) === true;
      const stretch = isHere && readable ? stretchOf(readable, range) : null;
      if (!stretch || !element || !range) {
        setSelected(null);
        return;
      }
      const [frame, place] = [element.getBoundingClientRect(), [...range.getClientRects()].at(-1)];
      setSelected({
        stretch,
        left: (place?.right ?? frame.left) - frame.left,
        bottom: Math.min((place?.bottom ?? frame.bottom) - frame.top, frame.height),
      });
    };
    const onChange = () => {
      clearTimeout(timer);
      timer = setTimeout(look, settleMs);
    };
    document.addEventListener('selectionchange', onChange);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', onChange);
    };
  }, [root, readable]);
  const clear = () => {
    document.getSelection()?.removeAllRanges();
    setSelected(null);
  };
  return [selected, clear];
};
