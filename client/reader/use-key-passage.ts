// Marking a passage without a mouse: m begins, arrow keys choose, Enter takes it, Escape leaves.
import { useEffect, useEffectEvent, useState } from 'react';
import { isPlainKey } from './keys.ts';
import { keyPassage, type KeyPassage } from './key-passage.ts';
import type { Capture } from './capture.ts';
import type { Unit } from './text-steps.ts';
import type { Viewer } from './viewer.ts';

interface Options {
  viewer: Viewer;
  container: HTMLElement;
  /** Absent where nothing can be marked. */
  onMark: ((capture: Capture) => void) | undefined;
  say: (sentence: string) => void;
}

const moves: Readonly<Record<string, readonly [Unit, 1 | -1]>> = {
  ArrowDown: ['sentence', 1],
  ArrowUp: ['sentence', -1],
  ArrowRight: ['word', 1],
  ArrowLeft: ['word', -1],
};

export function useKeyPassage(options: Options) {
  const { viewer, container } = options;
  const latest = useEffectEvent(() => options);
  const [passage, setPassage] = useState<KeyPassage | null>(null);

  const leave = () => {
    setPassage(null);
    document.getSelection()?.removeAllRanges();
    container.focus({ preventScroll: true });
  };
  const accept = () => {
    const capture = passage?.capture();
    if (!capture || capture.tooLarge) {
      options.say(
        capture ? 'That is more than one annotation can hold. Choose less.' : 'No words are chosen.',
      );
      return;
    }
    setPassage(null);
    options.onMark?.(capture);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!passage || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moves[event.key];
    if (move) passage[event.shiftKey ? 'stretch' : 'go'](...move);
    else if (event.key === 'Enter') accept();
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const begin = useEffectEvent(() => {
    container.focus({ preventScroll: true });
    const begun = keyPassage({ container, viewer, say: options.say });
    if (begun) setPassage(begun);
    else options.say('There are no words here to mark. Press a to mark an area.');
  });

  useEffect(() => {
    const ended = new AbortController();
    const { signal } = ended;
    window.addEventListener(
      'keydown',
      (event) => {
        const isElsewhere =
          event.target instanceof Element && event.target.closest('[role=dialog], [role=listbox]');
        if (event.defaultPrevented || isElsewhere || !latest().onMark || !isPlainKey(event, 'm')) return;
        event.preventDefault();
        begin();
      },
      { signal },
    );
    return () => {
      ended.abort();
    };
  }, [viewer, container]);

  useEffect(() => {
    if (!passage) return;
    const ended = new AbortController();
    const { signal } = ended;
    container.addEventListener(
      'keydown',
      (event) => {
        onKey(event);
      },
      { capture: true, signal },
    );
    // Whoever takes the mouse selects with it.
    container.addEventListener(
      'pointerdown',
      () => {
        setPassage(null);
      },
      { signal },
    );
    return () => {
      ended.abort();
    };
  }, [container, passage]);

  return { isOn: passage !== null, accept, cancel: leave };
}
