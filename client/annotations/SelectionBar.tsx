// The small bar at a selected passage: choose a kind and write about it.
import { useLayoutEffect, useRef } from 'react';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import { KindPicker, type Choice } from './KindPicker.tsx';
import { useReading } from './reading-context.ts';

interface Props {
  /** Where the passage ends in the window. */
  readonly place: DOMRect;
  /** More than one annotation can hold. */
  readonly tooLarge: boolean;
  readonly onChoose: (choice: Choice) => void;
}

const gap = 8;

/** Below the end of the passage, above it where there is no room; on a phone at the lower edge, by CSS. Follows scrolling. */
export const SelectionBar = ({ place, tooLarge, onChoose }: Props) => {
  const { member } = useReading();
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

  const verdict = mayAnnotate(member);
  return (
    <div ref={bar} className="selection-bar" role="toolbar" aria-label="Annotate the selected passage">
      {verdict !== true ? (
        <span>{verdict.message}</span>
      ) : tooLarge ? (
        <span>That is more than one annotation can hold. Select less.</span>
      ) : (
        <KindPicker onChoose={onChoose} />
      )}
    </div>
  );
};
