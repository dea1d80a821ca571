// Tells assistive technology which line of the palette the arrow keys are on, and keeps one chosen while lines come and go.
import { useSpotlight, type SpotlightStore } from '@mantine/spotlight';
import { useEffect } from 'react';

const linesOf = (list: HTMLElement) => [...list.querySelectorAll<HTMLElement>('[data-action]')];

/** `list` and `field`: ids of the list of options and of the field that has the focus. */
export const useOption = (store: SpotlightStore, list: string, field: string): void => {
  const { selected, opened } = useSpotlight(store);
  // After every drawing: lines are replaced when another answer arrives.
  useEffect(() => {
    const choose = () => {
      const place = document.getElementById(list);
      const input = document.getElementById(field);
      if (!opened || !place || !input) return;
      const lines = linesOf(place);
      const chosen = lines.findIndex((line) => line.hasAttribute('data-selected'));
      // Whoever has moved to a line keeps it as long as it is there; else it is the first.
      const index = selected > 0 && chosen >= 0 ? chosen : 0;
      lines.forEach((line, at) => {
        line.id = `${list}-${String(at)}`;
        line.toggleAttribute('data-selected', at === index);
        line.setAttribute('aria-selected', String(at === index));
      });
      const line = lines[index];
      if (line) input.setAttribute('aria-activedescendant', line.id);
      else input.removeAttribute('aria-activedescendant');
      if (line && selected !== index) store.updateState((state) => ({ ...state, selected: index }));
    };
    choose();
    // When it has just been opened the lines are not drawn yet.
    const frame = requestAnimationFrame(choose);
    return () => {
      cancelAnimationFrame(frame);
    };
  });
};
