// The heights of elements as they are now, by key; known before the browser paints them for the first time.
import { useCallback, useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';

export const useHeights = () => {
  const [heights, setHeights] = useState<ReadonlyMap<string, number>>(new Map());
  const keys = useRef(new WeakMap<Element, string>());
  const observer = useRef<ResizeObserver>(undefined);
  const refs = useRef(new Map<string, (element: HTMLElement | null) => (() => void) | undefined>());

  observer.current ??= new ResizeObserver((entries) => {
    const news = entries.flatMap(({ target, borderBoxSize: [box] }) => {
      const key = keys.current.get(target);
      return key === undefined || !box || box.blockSize === 0 ? [] : [[key, box.blockSize] as const];
    });
    if (news.length === 0) return;
    // Called between layout and paint: what stood in the wrong place is never seen there.
    flushSync(() => {
      setHeights((known) => new Map([...known, ...news]));
    });
  });
  useEffect(() => () => observer.current?.disconnect(), []);

  /** Gives the `ref` for a key; the same one each time. */
  const measure = useCallback((key: string) => {
    const known = refs.current.get(key);
    if (known) return known;
    const ref = (element: HTMLElement | null) => {
      if (!element) return;
      keys.current.set(element, key);
      observer.current?.observe(element);
      return () => {
        observer.current?.unobserve(element);
      };
    };
    refs.current.set(key, ref);
    return ref;
  }, []);
  return { heights, measure };
};
