// One slide, as large as its place allows, changed in one step; over it the pointer.
import { Loader } from '@mantine/core';
import { useEffect, useRef, useState, type PointerEvent, type ReactNode } from 'react';
import type { Point } from '#shared/kernel/live.ts';
import type { Size } from './fit.ts';
import type { SlideDeck } from './slide-deck.ts';

interface Props {
  readonly deck: SlideDeck | null;
  /** From 0. */
  readonly slide: number;
  readonly slideCount: number;
  /** Those beside it are drawn ahead. */
  readonly drawsAhead?: boolean;
  readonly isBlack?: boolean;
  readonly hasFailed?: boolean;
  readonly pointer?: Point;
  /** Somebody points, in parts of the slide; null: no longer. */
  readonly onPoint?: ((at: Point) => void) | undefined;
  readonly children?: ReactNode;
}

const useSize = (place: React.RefObject<HTMLElement | null>): Size | null => {
  const [size, setSize] = useState<Size | null>(null);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) setSize({ width, height });
    };
    // A window that is dragged larger is not drawn at each step.
    const observer = new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(look, 120);
    });
    observer.observe(element);
    look();
    return () => {
      clearTimeout(timer);
      observer.disconnect();
    };
  }, [place]);
  return size;
};

const endable = () => {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    end: () => {
      controller.abort();
    },
  };
};

export const Slide = ({
  deck,
  slide,
  slideCount,
  drawsAhead = false,
  isBlack = false,
  hasFailed = false,
  pointer = null,
  onPoint,
  children,
}: Props) => {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(place);
  const [shown, setShown] = useState<(Size & { slide: number }) | null>(null);
  const [text, setText] = useState('');

  useEffect(() => {
    if (!deck || !size) return;
    const { signal, end } = endable();
    const density = Math.min(window.devicePixelRatio || 1, 2);
    const box = { width: Math.round(size.width * density), height: Math.round(size.height * density) };
    const draw = async () => {
      const picture = await deck.draw(slide, box);
      const target = canvas.current;
      if (signal.aborted || !target) return;
      target.width = picture.width;
      target.height = picture.height;
      target.getContext('2d')?.drawImage(picture, 0, 0);
      setShown({ slide, width: picture.width / density, height: picture.height / density });
      setText(await deck.textOf(slide));
      const beside = drawsAhead ? [slide + 1, slide - 1] : [];
      for (const next of beside.filter((one) => one >= 0 && one < slideCount)) {
        signal.throwIfAborted();
        await deck.draw(next, box);
      }
    };
    // Closed meanwhile, or the file is not to be had: its place says so.
    draw().catch(() => undefined);
    return end;
  }, [deck, slide, slideCount, size, drawsAhead]);

  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const part = (value: number) => Math.min(1, Math.max(0, value));
    onPoint?.([part((event.clientX - left) / width), part((event.clientY - top) / height)]);
  };

  return (
    <div ref={place} className="slide-place" data-black={isBlack || undefined}>
      <figure
        className="slide-paper"
        data-slide={shown?.slide}
        hidden={isBlack || !shown}
        style={shown ? { width: shown.width, height: shown.height } : undefined}
        {...(onPoint && {
          onPointerMove: point,
          onPointerDown: point,
          onPointerLeave: () => {
            onPoint(null);
          },
        })}
        data-pointing={onPoint ? true : undefined}
      >
        <canvas ref={canvas} role="img" aria-label={`Slide ${String(slide + 1)} of ${String(slideCount)}`} />
        <figcaption className="visually-hidden">{text}</figcaption>
        {pointer && (
          <span
            className="slide-pointer"
            style={{ left: `${String(pointer[0] * 100)}%`, top: `${String(pointer[1] * 100)}%` }}
          />
        )}
        {children}
      </figure>
      {!shown && !hasFailed && (
        <Loader className="slide-wait" role="status" aria-label="The slide is being drawn" />
      )}
      {hasFailed && (
        <p className="slide-wait" role="alert">
          The slides cannot be loaded. Check the connection and reload the page.
        </p>
      )}
    </div>
  );
};
