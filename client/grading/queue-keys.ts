// The keys of the reading queue, for as long as nobody is typing.
import type { KeyLine } from '#client/annotations/KeysHelp.tsx';

export const keyLines: readonly KeyLine[] = [
  { keys: ['1', '…', '6'], does: 'Set the step of the criterion; the same again takes it away' },
  { keys: ['↓', '↑'], does: 'Next and previous criterion' },
  { keys: ['j', 'n'], does: 'Next review' },
  { keys: ['k', 'p'], does: 'Previous review' },
  { keys: ['c'], does: 'Comment on the criterion' },
  { keys: ['o'], does: 'Overall comment' },
  { keys: ['m'], does: 'Remark on the selected passage of the review' },
  { keys: ['r'], does: 'Saved replies, or keep the selected words as one; in a comment also by typing /' },
  { keys: ['Space'], does: 'On through the review; with Shift back' },
  { keys: ['v'], does: 'From the review to the papers, and back' },
  { keys: ['Esc'], does: 'Out of a comment; it is kept' },
  { keys: ['?'], does: 'This list' },
];

export interface QueueActs {
  setStep(step: number): void;
  moveCriterion(by: 1 | -1): void;
  moveReview(by: 1 | -1): void;
  comment(): void;
  overall(): void;
  replies(): void;
  papers(): void;
  scroll(by: 1 | -1): void;
  showKeys(): void;
}

const actOf = (key: string, acts: QueueActs): (() => void) | undefined => {
  if (/^[1-9]$/.test(key))
    return () => {
      acts.setStep(Number(key));
    };
  const next = () => {
    acts.moveReview(1);
  };
  const previous = () => {
    acts.moveReview(-1);
  };
  const known: Readonly<Record<string, () => void>> = {
    ...{ j: next, n: next, k: previous, p: previous },
    ArrowDown: () => {
      acts.moveCriterion(1);
    },
    ArrowUp: () => {
      acts.moveCriterion(-1);
    },
    ...{ c: acts.comment, o: acts.overall, r: acts.replies, v: acts.papers, '?': acts.showKeys },
  };
  return known[key];
};

/** Where keys mean something else: fields, menus, dialogs, lists to choose from, and the paper that is read. */
const elsewhere =
  'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], [role=menu], [role=dialog], [role=listbox], .grading-papers';

/** Where the browser scrolls by itself, and where a key presses what has the focus. */
const isTaken = (target: Element, key: string): boolean =>
  (key.startsWith('Arrow') && target.closest('.grading-reading, [role=radiogroup]') !== null) ||
  (key === ' ' && target.closest('button, a, summary, input, .grading-reading') !== null);

/** Does what `actOf` says of a key, unless keys mean something else where it was pressed; true when it did. */
export const onPageKey = (
  event: KeyboardEvent,
  actOf: (key: string) => (() => void) | undefined,
): boolean => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  const { target } = event;
  if (target instanceof Element && (target.closest(elsewhere) || isTaken(target, event.key))) return false;
  // A dialog that is open, wherever the focus is.
  if (document.querySelector('[role=dialog][aria-modal]')) return false;
  const act = actOf(event.key);
  if (!act) return false;
  event.preventDefault();
  act();
  return true;
};

/** True when the key was one of these. */
export const onQueueKey = (event: KeyboardEvent, acts: QueueActs): boolean =>
  onPageKey(event, (key) =>
    key === ' '
      ? () => {
          acts.scroll(event.shiftKey ? -1 : 1);
        }
      : actOf(key, acts),
  );
