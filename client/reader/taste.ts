// How somebody likes to read on this device: size, one page or all, the paper's colour; kept in the browser.
import { createStore } from './store.ts';
import type { Fit } from './zoom.ts';

// Known values, the usual one first. Checked by hand: a schema's library would have to arrive before the paper.
const known = {
  fit: ['auto', 'page-width', 'page-fit'],
  /** `single`: one page at a time. */
  layout: ['continuous', 'single'],
  /** `theme`: dark when the app is. */
  paper: ['printed', 'dark', 'theme'],
} as const;

export type Layout = (typeof known.layout)[number];
export type Paper = (typeof known.paper)[number];
export interface Taste {
  readonly fit: Fit;
  readonly layout: Layout;
  readonly paper: Paper;
}

const choose = <T extends string>(values: readonly [T, ...T[]], found: unknown): T =>
  values.find((value) => value === found) ?? values[0];

const read = (found: Readonly<Record<string, unknown>>): Taste => ({
  fit: choose(known.fit, found['fit']),
  layout: choose(known.layout, found['layout']),
  paper: choose(known.paper, found['paper']),
});

const name = 'paperround:reading';

function load(): Taste {
  try {
    return read((JSON.parse(localStorage.getItem(name) ?? '{}') ?? {}) as Record<string, unknown>);
  } catch {
    return read({});
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
