// Tells when something was fully in sight for two seconds while the window had the focus.
import { useEffect, useEffectEvent, type RefObject } from 'react';

const seenMs = 2000;
/** Of what is higher than its pane, so much of the pane. */
const whole = 0.98;

export const useSeen = (place: RefObject<Element | null>, isWanted: boolean, onSeen: () => void): void => {
  const seen = useEffectEvent(onSeen);
  useEffect(() => {
    const element = place.current;
    if (!element || !isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isIn = false;
    const watch = () => {
      clearTimeout(timer);
      if (!isIn || !document.hasFocus()) return;
      timer = setTimeout(() => {
        if (document.hasFocus()) seen();
      }, seenMs);
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return;
        isIn = entry.isIntersecting && entry.intersectionRatio >= whole;
        watch();
      },
      { threshold: [0, whole, 1] },
    );
    observer.observe(element);
    window.addEventListener('focus', watch);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      window.removeEventListener('focus', watch);
    };
  }, [place, isWanted]);
};
