// A small window beside a link or a mention that shows what it leads to; it never takes the focus.
import { VisuallyHidden } from '@mantine/core';
import { useEffect, useEffectEvent, useId, useRef, useState, type SyntheticEvent } from 'react';
import { heightOf, widthOf } from '#client/reader/box.ts';
import { shapeOf } from '#client/reader/paper/dark-paper.ts';
import { watchPointed } from './watch-pointed.ts';
import './peek.css';
import type { Viewer } from '#client/reader/viewer.ts';
import type { Sight } from './finder.ts';
import type { Pointed } from './pointed.ts';
import type { PeekWatch, Wanted } from './watch-pointed.ts';

/** CSS pixels: the widest peek, its distance to the words, and the room left to the window's edges. */
const widest = 480;
const away = 6;
const edge = 12;
/** What the button below takes, for fingers and keys. */
const goRoom = 50;
/** Print is not shown much larger than on paper at 100 % (96 pixels to 72 points). */
const largest = 1.6;

interface Shown {
  wanted: Wanted;
  sight: Sight;
  canvas: HTMLCanvasElement;
  width: number;
  height: number;
  /** Of the sheet that darkens it, where the paper is dark. */
  sheet: string | null;
}

export function Peek({ viewer, dark }: { viewer: Viewer; dark: boolean }) {
  const [shown, setShown] = useState<Shown | null>(null);
  /** For those who asked by key and may not see it. */
  const [said, setSaid] = useState('');
  const watch = useRef<PeekWatch | null>(null);
  const id = useId();

  const look = useEffectEvent(async (wanted: Wanted, signal: AbortSignal) => {
    const sight = await sightOf(viewer, wanted.pointed, signal);
    if (!sight) {
      // Nothing to show: a link that was tapped leads there all the same. A click of ours is no touch.
      if (!signal.aborted && wanted.by === 'finger' && 'link' in wanted.pointed) wanted.pointed.link.click();
      if (!signal.aborted && wanted.by === 'key') setSaid('What these words point to was not found.');
      return;
    }
    if (isHere(viewer, wanted, sight)) return;
    const scale = Math.min(largest, Math.min(widest, window.innerWidth - 2 * edge) / widthOf(sight.region));
    const canvas = await viewer.peek.draw(sight, scale, signal);
    if (!canvas) return;
    const size = { width: widthOf(sight.region) * scale, height: heightOf(sight.region) * scale };
    const page = dark ? viewer.page(sight.page) : null;
    const sheet = page && shapeOf(page, await viewer.pictures(sight.page), sight.region);
    if (signal.aborted) return;
    setShown({ wanted, sight, canvas, sheet, ...size });
    if (wanted.by === 'key') setSaid(`${sight.text} Press l again to go there.`);
  });
  const go = useEffectEvent(() => {
    if (shown) viewer.peek.goTo(shown.sight);
    setShown(null);
  });

  useEffect(() => {
    const ended = new AbortController();
    let looking = new AbortController();
    watch.current = watchPointed(
      viewer.container,
      {
        want: (wanted) => {
          looking.abort();
          setShown(null);
          setSaid('');
          if (!wanted) return;
          looking = new AbortController();
          void look(wanted, looking.signal);
        },
        wantNothing: () => {
          setSaid('These words point to nothing.');
        },
        go: () => {
          go();
        },
      },
      ended.signal,
    );
    return () => {
      looking.abort();
      ended.abort();
    };
  }, [viewer]);

  const link = shown && 'link' in shown.wanted.pointed ? shown.wanted.pointed.link : null;
  useEffect(() => {
    link?.setAttribute('aria-describedby', id);
    return () => link?.removeAttribute('aria-describedby');
  }, [link, id]);

  return (
    <>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {shown && (
        <PeekWindow
          {...{ id, shown }}
          onGo={() => {
            viewer.peek.goTo(shown.sight);
            setShown(null);
          }}
          onHold={(over) => watch.current?.hold(over)}
        />
      )}
    </>
  );
}

/** A focus that leaves the pages would close the peek before the click. */
const keepFocus = (event: SyntheticEvent) => {
  event.preventDefault();
};

interface WindowProps {
  readonly id: string;
  readonly shown: Shown;
  readonly onGo: () => void;
  readonly onHold: (over: boolean) => void;
}

function PeekWindow({ id, shown, onGo, onHold }: WindowProps) {
  const { wanted, sight, canvas, width, height, sheet } = shown;
  const hasButton = wanted.by === 'finger' || wanted.by === 'key';
  return (
    <div
      id={id}
      role="tooltip"
      className="peek"
      style={{
        ...placeOf(wanted.anchor, width, height + (hasButton ? goRoom : 0)),
        width,
        height,
      }}
      onPointerEnter={() => {
        onHold(true);
      }}
      onPointerLeave={({ pointerType }) => {
        if (pointerType !== 'touch') onHold(false);
      }}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-label={sight.text}
        ref={(button) => {
          button?.replaceChildren(canvas);
        }}
        onMouseDown={keepFocus}
        onClick={onGo}
      />
      {hasButton && (
        <button type="button" className="peek-go" tabIndex={-1} onMouseDown={keepFocus} onClick={onGo}>
          {wanted.by === 'key' ? 'Go there: press l again' : 'Go there'}
        </button>
      )}
      {sheet !== null && <div className="dark-sheet" style={{ clipPath: sheet }} />}
    </div>
  );
}

const sightOf = (viewer: Viewer, pointed: Pointed, signal: AbortSignal): Promise<Sight | null> =>
  'link' in pointed
    ? viewer.peek.along(pointed.destination)
    : viewer.peek.of(pointed.mention, pointed.page, signal);

/** Whether the words are themselves in what they lead to, as "Figure 3" is in its caption. */
function isHere(viewer: Viewer, { pointed, anchor }: Wanted, { page, region }: Sight): boolean {
  if ('link' in pointed || pointed.page !== page) return false;
  const handle = viewer.page(page);
  if (!handle) return false;
  const { left, top } = handle.clientToShown(anchor);
  return left >= region.left && left <= region.right && top >= region.top && top <= region.bottom;
}

function placeOf(anchor: DOMRect, width: number, height: number): { left: number; top: number } {
  const { innerWidth, innerHeight } = window;
  const left = Math.max(edge, Math.min(anchor.left, innerWidth - width - edge));
  const isRoomBelow = anchor.bottom + away + height <= innerHeight - edge;
  const isRoomAbove = anchor.top - away - height >= edge;
  const top = isRoomBelow || !isRoomAbove ? anchor.bottom + away : anchor.top - away - height;
  return { left, top: Math.min(top, Math.max(edge, innerHeight - height - edge)) };
}
