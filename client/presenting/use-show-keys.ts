// The keys of whoever presents, and of the small remotes that press them.
import { useEffect, useRef } from 'react';

export interface ShowKeys {
  step(by: number): void;
  /** From 0; `last` for the end. */
  goTo(slide: number | 'last'): void;
  black(): void;
  laser(): void;
  pause(): void;
  fullscreen(): void;
}

const digitsMs = 2000;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null);
/** A button that has the focus is pressed by these itself. */
const pressesButton = (event: KeyboardEvent) =>
  (event.key === ' ' || event.key === 'Enter') &&
  event.target instanceof HTMLElement &&
  event.target.closest('button, a, [role="tab"]') !== null;

/** What people see under “Keys”. */
export const keyWords: readonly (readonly [keys: string, does: string])[] = [
  ['→ Space Page down', 'Next slide'],
  ['← Page up', 'Slide before'],
  ['Home, End', 'First, last slide'],
  ['7 Enter', 'Slide 7'],
  ['B or .', 'Black screen, and back'],
  ['L', 'Laser pointer'],
  ['P', 'Stop or start the clock'],
  ['F', 'Full screen'],
];

export const useShowKeys = (keys: ShowKeys): void => {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    let digits = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const act = (key: string): boolean => {
      const now = latest.current;
      switch (key) {
        case 'ArrowRight':
        case 'ArrowDown':
        case 'PageDown':
        case ' ':
          now.step(1);
          return true;
        case 'ArrowLeft':
        case 'ArrowUp':
        case 'PageUp':
        case 'Backspace':
          now.step(-1);
          return true;
        case 'Home':
          now.goTo(0);
          return true;
        case 'End':
          now.goTo('last');
          return true;
        case 'Enter':
          if (digits === '') return false;
          now.goTo(Number(digits) - 1);
          digits = '';
          return true;
        case 'b':
        case 'B':
        case '.':
          now.black();
          return true;
        case 'l':
        case 'L':
          now.laser();
          return true;
        case 'p':
        case 'P':
          now.pause();
          return true;
        case 'f':
        case 'F':
          now.fullscreen();
          return true;
        default:
          return false;
      }
    };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || pressesButton(event)) return;
      if (/^\d$/.test(event.key)) {
        digits = (digits + event.key).slice(-4);
        clearTimeout(timer);
        timer = setTimeout(() => {
          digits = '';
        }, digitsMs);
        return;
      }
      if (act(event.key)) event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('keydown', press);
    };
  }, []);
};

/** The whole page on the whole screen, and back. */
export const toggleFullscreen = (): void => {
  // Where the browser has none, or does not let us, the page stays as it is.
  const done = document.fullscreenElement
    ? document.exitFullscreen()
    : document.documentElement.requestFullscreen();
  done.catch(() => undefined);
};
