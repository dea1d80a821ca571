// The keys of a document and its threads, for as long as nobody is typing.
import type { KeyboardEvent } from 'react';
import { focusPaper, focusThreads } from './card-focus.ts';
import type { KeyLine } from './KeysHelp.tsx';

/** All of them, those of the paper too, for the page of keys. */
export const keyLines: readonly KeyLine[] = [
  { keys: ['n', 'j'], does: 'Next thread, shown on the page' },
  { keys: ['p', 'k'], does: 'Previous thread, shown on the page' },
  { keys: ['t'], does: 'From the paper to the threads, and back' },
  { keys: ['Esc'], does: 'From the threads to the paper; puts a draft aside, which is kept' },
  { keys: ['↓', '↑'], does: 'Walk through the threads' },
  { keys: ['Enter'], does: 'Open or close the thread' },
  { keys: ['r'], does: 'Reply' },
  { keys: ['u'], does: 'Upvote, or take the upvote back' },
  { keys: ['e'], does: 'Edit what you wrote' },
  { keys: ['c'], does: 'Comment on the selected passage' },
  { keys: ['m'], does: 'Mark a passage: arrow keys choose, Shift stretches, Enter writes about it' },
  { keys: ['l'], does: 'Look at the figure, reference or section that the chosen words point to' },
  { keys: ['a'], does: 'Mark an area; Alt and dragging does so too' },
  { keys: ['Ctrl Enter'], does: 'Post what you wrote' },
  { keys: ['Page ↓', '→'], does: 'On through the pages' },
  { keys: ['Page ↑', '←'], does: 'Back through the pages' },
  { keys: ['+', '-', '0'], does: 'Larger, smaller, fit the width' },
  { keys: ['Alt ←', 'Alt →'], does: 'Back and forward through jumps' },
  { keys: ['Ctrl F'], does: 'Find in this document' },
  { keys: ['Ctrl P'], does: 'Print the paper' },
  { keys: ['?'], does: 'This list' },
];

const keys = ['n', 'j', 'p', 'k', 't', 'r', 'u', 'e', 'c', '?', 'Escape'] as const;

const isThreadKey = (event: KeyboardEvent): (typeof keys)[number] | null => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return null;
  const { target } = event;
  if (!(target instanceof HTMLElement) || target.isContentEditable) return null;
  if (target.closest('input, textarea, select, [role=menu], [role=dialog], [role=listbox]')) return null;
  return keys.find((key) => key === event.key) ?? null;
};

interface Acts {
  readonly openId: string | undefined;
  open(threadId: string): void;
  /** To the next thread, or the one before. */
  step(by: 1 | -1): void;
  unfold(): void;
  edit(threadId: string): void;
  comment(): void;
  showKeys(): void;
}

const isInThreads = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement && target.closest('.threads') !== null;

/** The thread whose card has the focus. */
const focusedId = ({ target }: KeyboardEvent) =>
  target instanceof HTMLElement
    ? target.closest('.thread')?.querySelector<HTMLElement>('[data-thread]')?.dataset['thread']
    : undefined;

/** Presses a button of a card once the card is open and drawn. */
const press = (threadId: string, button: string, tries = 30): void => {
  requestAnimationFrame(() => {
    const card = document.querySelector(`.threads [data-thread="${threadId}"]`)?.closest('.thread');
    const found = card?.querySelector<HTMLElement>(button);
    if (found) found.click();
    else if (tries > 0) press(threadId, button, tries - 1);
  });
};

/** True when the key was one of these. */
export const onThreadKey = (event: KeyboardEvent, acts: Acts): boolean => {
  const key = isThreadKey(event);
  if (key === null) return false;
  const threadId = focusedId(event) ?? acts.openId;
  const opened = (then: (id: string) => void) => {
    if (threadId === undefined) return;
    if (threadId !== acts.openId) acts.open(threadId);
    then(threadId);
  };
  const toThreads = () => {
    acts.unfold();
    focusThreads(acts.openId);
  };
  const does: Record<typeof key, () => void> = {
    n: () => {
      acts.step(1);
    },
    j: () => {
      acts.step(1);
    },
    p: () => {
      acts.step(-1);
    },
    k: () => {
      acts.step(-1);
    },
    t: isInThreads(event) ? focusPaper : toThreads,
    r: () => {
      opened((id) => {
        press(id, '.reply-open');
      });
    },
    u: () => {
      if (threadId !== undefined) press(threadId, '[data-act="upvote"]', 1);
    },
    e: () => {
      opened(acts.edit);
    },
    c: acts.comment,
    '?': acts.showKeys,
    Escape: focusPaper,
  };
  if (key === 'Escape' && !isInThreads(event)) return false;
  does[key]();
  return true;
};
