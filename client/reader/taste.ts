// How somebody likes to read on this device: size, one page or all, the paper's colour; kept in the browser.
import { z } from 'zod';
import { createStore } from './store.ts';

const tasteSchema = z.object({
  fit: z.enum(['auto', 'page-width', 'page-fit']).catch('auto'),
  /** `single`: one page at a time. */
  layout: z.enum(['continuous', 'single']).catch('continuous'),
  /** `theme`: dark when the app is. */
  paper: z.enum(['printed', 'dark', 'theme']).catch('printed'),
});

export type Taste = z.infer<typeof tasteSchema>;
export type Layout = Taste['layout'];
export type Paper = Taste['paper'];

const name = 'paperround:reading';

function load(): Taste {
  try {
    return tasteSchema.parse(JSON.parse(localStorage.getItem(name) ?? '{}'));
  } catch {
    return tasteSchema.parse({});
  }
}

const { state, subscribe, set } = createStore(load());

export const taste = {
  state,
  subscribe,
  change(change: Partial<Taste>) {
    set(change);
    try {
      localStorage.setItem(name, JSON.stringify(state()));
    } catch {
      // Storage is full or forbidden: it holds until the page is left.
    }
  },
};
