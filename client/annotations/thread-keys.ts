// The keys of a document and its threads, for as long as nobody is typing.
import type { KeyboardEvent } from 'react';
import type { KeyLine } from './KeysHelp.tsx';

/** All of them, those of the paper too, for the page of keys. */
export const keyLines: readonly KeyLine[] = [
  { keys: ['j'], does: 'Next thread, shown on the page' },
  { keys: ['k'], does: 'Previous thread, shown on the page' },
  { keys: ['t'], does: 'To the list of threads' },
  { keys: ['↓', '↑'], does: 'Walk through the list' },
  { keys: ['Enter'], does: 'Open or close the thread' },
  { keys: ['c'], does: 'Comment on the selected passage' },
  { keys: ['a'], does: 'Mark an area; Alt and dragging does so too' },
  { keys: ['Ctrl Enter'], does: 'Post what you wrote' },
  { keys: ['Esc'], does: 'Put a draft aside; it is kept' },
  { keys: ['n'], does: 'Next page' },
  { keys: ['p'], does: 'Previous page' },
  { keys: ['+', '-', '0'], does: 'Larger, smaller, fit the width' },
  { keys: ['Ctrl F'], does: 'Find in this document' },
  { keys: ['?'], does: 'This list' },
];

const keys = ['j', 'k', 't', 'c', '?'] as const;

export const isThreadKey = (event: KeyboardEvent): (typeof keys)[number] | null => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const { target } = event;
  if (!(target instanceof HTMLElement) || target.isContentEditable) return null;
  if (target.closest('input, textarea, select, [role=menu], [role=dialog]')) return null;
  return keys.find((key) => key === event.key) ?? null;
};
