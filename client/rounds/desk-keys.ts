// The keys of the desk, for the page of keys.
import type { KeyLine } from '#client/annotations/KeysHelp.tsx';

export const deskKeys: readonly KeyLine[] = [
  { keys: ['n'], does: 'Next' },
  { keys: ['b'], does: 'Back' },
  { keys: ['s'], does: 'Skip what is on' },
  { keys: ['p'], does: 'Pause, or go on' },
  { keys: ['m'], does: 'A minute more' },
  { keys: ['M'], does: 'A minute less' },
  { keys: ['g'], does: 'Find a group or a person, Enter goes there' },
  { keys: ['←', '→'], does: 'From group to group' },
  { keys: ['Enter'], does: 'Notes of the group that has the focus' },
  { keys: ['h'], does: 'The next group that asks for help' },
  { keys: ['c'], does: 'Call the next group' },
  { keys: ['w'], does: 'Tell everybody something' },
  { keys: ['r'], does: 'Put back who left last' },
  { keys: ['a'], does: 'Check in somebody by name' },
  { keys: ['?'], does: 'This list' },
];
