/** @jest-environment #tests/support/browser-environment.ts */
// What is said about where a review's text is, in every state; a promise that the text is kept is made only where it is.
import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { SaveState } from '#client/reviews/SaveState.tsx';
import type { WritingState } from '#client/reviews/writing-state.ts';
import { render } from '#tests/support/render.tsx';

const savedAt = new Date(Date.now() - 5 * 60_000).toISOString();
const begun: WritingState = {
  answers: {},
  saved: {
    id: 'r',
    role: null,
    questions: [],
    former: [],
    answers: {},
    revision: 2,
    savedAt,
    submission: null,
    countedVersion: null,
    isChanged: false,
    isShared: false,
    dueAt: savedAt,
    isExtended: false,
    acceptedUntil: null,
    lateDaysLeft: null,
    now: savedAt,
  },
  savedAt,
  progress: 'saved',
  problem: null,
  clashes: [],
  isKept: true,
};

test.each<[Partial<WritingState>, string]>([
  [{}, 'Saved 5 min ago'],
  [{ progress: 'waiting' }, 'Saving'],
  [{ progress: 'saving' }, 'Saving'],
  [{ progress: 'away' }, 'Offline: kept here, sent when the server is back'],
  [
    { progress: 'away', isKept: false },
    'Offline: on this screen only: do not close it, sent when the server is back',
  ],
  [{ progress: 'refused' }, 'Not saved; your text is kept here'],
  [{ progress: 'refused', isKept: false }, 'Not saved; your text is on this screen only: do not close it'],
  [{ progress: 'too_long' }, 'One part is too long to be saved; your text is kept here'],
  [{ progress: 'clash' }, 'Changed elsewhere too: choose one; your text is kept here'],
])('%j', (state, sentence) => {
  render(<SaveState state={{ ...begun, ...state }} />);
  expect(screen.getByRole('status').textContent).toBe(sentence);
});

test('before the first word nothing is claimed to be saved', () => {
  const { container } = render(<SaveState state={{ ...begun, saved: { ...begun.saved, revision: 0 } }} />);
  expect(container.textContent).toBe('Saved as you type');
});

test('a screen reader is not told every second how long ago it was, and the reason of a refusal is there', () => {
  const { rerender } = render(<SaveState state={begun} />);
  expect(screen.getByText('5 min ago').getAttribute('aria-hidden')).toBe('true');
  rerender(<SaveState state={{ ...begun, progress: 'refused', problem: 'The meeting is over.' }} />);
  expect(screen.queryByTitle('The meeting is over.')).not.toBeNull();
});
