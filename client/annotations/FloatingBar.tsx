// A small bar at a selected passage: below its end, above it where there is no room; on a phone at the lower edge, by CSS.
import { useLayoutEffect, useRef, type ReactNode } from 'react';

interface Props {
  /** Where the passage ends in the window. */
  readonly place: DOMRect;
  readonly label: string;
  readonly children: ReactNode;
}

const gap = 8;

/** Follows scrolling. */
export const FloatingBar = ({ place, label, children }: Props) => {
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    const scroller = document.querySelector('.reader-scroller');
    if (!element || !scroller) return;
    const { scrollLeft, scrollTop } = scroller;
    const put = () => {
      const [dx, dy] = [scrollLeft - scroller.scrollLeft, scrollTop - scroller.scrollTop];
      const { width, height } = element.getBoundingClientRect();
      const below = place.bottom + gap;
      const top = below + height + gap > window.innerHeight ? place.top - height - gap : below;
      const left = Math.min(Math.max(gap, place.right - width / 2), window.innerWidth - width - gap);
      element.style.translate = `${String(Math.round(left + dx))}px ${String(Math.round(top + dy))}px`;
    };
    put();
    scroller.addEventListener('scroll', put, { passive: true });
    return () => {
      scroller.removeEventListener('scroll', put);
    };
  }, [place]);
  return (
    <div ref={bar} className="selection-bar" role="toolbar" aria-label={label}>
      {children}
    </div>
  );
};
