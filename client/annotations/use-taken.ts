// What somebody took away leaves its words at once and its room until one looks again; the focus stays where it was.
import { useLayoutEffect, useRef } from 'react';

/** Gives the ref for the element. */
export const useTaken = <T extends HTMLElement>(isTaken: boolean) => {
  const place = useRef<T>(null);
  const height = useRef(0);
  const hasFocus = useRef(false);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    if (!isTaken) {
      element.style.minHeight = '';
      const resized = new ResizeObserver(() => {
        height.current = element.offsetHeight;
      });
      resized.observe(element);
      const look = ({ type }: FocusEvent) => {
        hasFocus.current = type === 'focusin';
      };
      element.addEventListener('focusin', look);
      element.addEventListener('focusout', look);
      return () => {
        resized.disconnect();
        element.removeEventListener('focusin', look);
        element.removeEventListener('focusout', look);
      };
    }
    if (height.current > 0) element.style.minHeight = `${String(height.current)}px`;
    if (hasFocus.current) element.querySelector<HTMLElement>('[tabindex]')?.focus({ preventScroll: true });
    return;
  }, [isTaken]);
  return place;
};
