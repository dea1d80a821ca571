// Draws passages as rectangles behind the text, for browsers without CSS highlights.
import { useLayoutEffect, useState, type RefObject } from 'react';
import type { Tint, Tinted } from './highlights.ts';

interface Drawn {
  readonly key: string;
  readonly tint: Tint;
  readonly style: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
}

export const DrawnMarks = ({ root, marks }: { root: RefObject<Element | null>; marks: Tinted }) => {
  const [drawn, setDrawn] = useState<readonly Drawn[]>([]);
  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const draw = () => {
      const frame = element.getBoundingClientRect();
      const rects = [...marks].flatMap(([tint, ranges]) =>
        ranges.flatMap((range) =>
          [...range.getClientRects()].map(({ left, top, width, height }) => ({
            tint,
            style: { left: left - frame.left, top: top - frame.top, width, height },
          })),
        ),
      );
      setDrawn(rects.map((rect, index) => ({ key: String(index), ...rect })));
    };
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    draw();
    return () => {
      observer.disconnect();
    };
  }, [root, marks]);
  return (
    <div className="drawn-marks" aria-hidden>
      {drawn.map(({ key, tint, style }) => (
        <span key={key} data-tint={tint} style={style} />
      ))}
    </div>
  );
};
