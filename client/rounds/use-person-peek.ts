// Whose name the mouse rests on, or the keyboard is at: one place watches all names of the desk, so that many cost nothing.
import { useEffect, useRef, useState, type FocusEvent, type MouseEvent } from 'react';

const restsMs = 350;

export interface Peek {
  readonly personId: string;
  readonly anchor: HTMLElement;
}

const nameIn = (target: EventTarget): HTMLElement | null =>
  target instanceof Element ? target.closest<HTMLElement>('[data-person]') : null;

/** `handlers` go on what holds the names, which carry `data-person`. */
export const usePersonPeek = () => {
  const [peek, setPeek] = useState<Peek | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = () => {
    clearTimeout(timer.current);
    setPeek(null);
  };
  const look = (target: EventTarget) => {
    const anchor = nameIn(target);
    const personId = anchor?.dataset['person'];
    hide();
    if (!anchor || personId === undefined) return;
    timer.current = setTimeout(() => {
      if (anchor.isConnected) setPeek({ personId, anchor });
    }, restsMs);
  };
  useEffect(() => {
    const away = (event: Event) => {
      if (!(event instanceof KeyboardEvent) || event.key === 'Escape') {
        clearTimeout(timer.current);
        setPeek(null);
      }
    };
    window.addEventListener('scroll', away, true);
    window.addEventListener('pointerdown', away);
    window.addEventListener('keydown', away);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('scroll', away, true);
      window.removeEventListener('pointerdown', away);
      window.removeEventListener('keydown', away);
    };
  }, []);
  return {
    peek,
    handlers: {
      onMouseOver: (event: MouseEvent) => {
        look(event.target);
      },
      onMouseLeave: hide,
      onFocus: (event: FocusEvent) => {
        if (event.target.matches(':focus-visible')) look(event.target);
      },
      onBlur: hide,
    },
  };
};
