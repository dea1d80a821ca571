// Tells assistive technology which line of the palette the arrow keys are on, and keeps one chosen while lines come and go.
import { useSpotlight, type SpotlightStore } from '@mantine/spotlight';
import { useEffect } from 'react';

/** Spotlight marks the chosen line with an attribute and tells nobody; so that is what is watched. */
const mark = 'data-selected';

const choose = (store: SpotlightStore, list: HTMLElement, field: HTMLElement) => {
  const lines = [...list.querySelectorAll<HTMLElement>('[data-action]')];
  const chosen = lines.findIndex((line) => line.hasAttribute(mark));
  // Whoever has moved to a line keeps it as long as it is there; else it is the first.
  const index = store.getState().selected > 0 && chosen >= 0 ? chosen : 0;
  lines.forEach((line, at) => {
    line.id = `${list.id}-${String(at)}`;
    line.toggleAttribute(mark, at === index);
    line.setAttribute('aria-selected', String(at === index));
  });
  const line = lines[index];
  if (line) field.setAttribute('aria-activedescendant', line.id);
  else field.removeAttribute('aria-activedescendant');
  store.updateState((state) => ({ ...state, selected: line ? index : -1 }));
};

/** `list` and `field`: ids of the list of options and of the field that has the focus. */
export const useOption = (store: SpotlightStore, list: string, field: string): void => {
  const { opened } = useSpotlight(store);
  useEffect(() => {
    if (!opened) return;
    let frame = 0;
    let observer: MutationObserver | undefined;
    const watch = () => {
      const place = document.getElementById(list);
      const input = document.getElementById(field);
      if (!place || !input) {
        // It opens with a transition: the lines come a moment later.
        frame = requestAnimationFrame(watch);
        return;
      }
      choose(store, place, input);
      observer = new MutationObserver(() => {
        choose(store, place, input);
      });
      observer.observe(place, { subtree: true, childList: true, attributes: true, attributeFilter: [mark] });
    };
    watch();
    return () => {
      cancelAnimationFrame(frame);
      observer?.disconnect();
    };
  }, [opened, store, list, field]);
};
