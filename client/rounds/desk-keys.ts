// The keys of the desk's clock, for the page of keys.
import type { KeyLine } from '#client/annotations/KeysHelp.tsx';

export const deskKeys: readonly KeyLine[] = [
  { keys: ['n'], does: 'Next' },
  { keys: ['b'], does: 'Back' },
  { keys: ['s'], does: 'Skip what is on' },
  { keys: ['p'], does: 'Pause, or go on' },
  { keys: ['m'], does: 'A minute more' },
  { keys: ['M'], does: 'A minute less' },
  { keys: ['?'], does: 'This list' },
];
