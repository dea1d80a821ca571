/** @jest-environment #tests/support/browser-environment.ts */
// Threads without a place in the open version stay within reach beside the text: counted, as cards, by keyboard, by link.
import { beforeAll, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { BesideText } from '#client/annotations/BesideText.tsx';
import { ReadingContext } from '#client/annotations/reading-context.ts';
import type { Viewer } from '#client/reader/viewer.ts';
import type { DocumentView } from '#shared/papers/contract.ts';
import { render } from '#tests/support/render.tsx';
import { made } from './made-thread.ts';

beforeAll(() => {
  // The list draws what fits into its height.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { get: () => 400 });
});

const document = { id: 'document', fileHash: '1'.repeat(64), pages: [] as DocumentView['pages'] };
const shown = (fileHash: string, part: Partial<ThreadView> & { line: number }) => {
  const thread = made(part);
  return { ...thread, anchor: { ...thread.anchor, fileHash } };
};
const placed = shown(document.fileHash, { line: 1, authorName: 'Ada' });
const former = [
  shown('0'.repeat(64), { line: 2, authorName: 'Ben' }),
  shown('0'.repeat(64), { line: 3, authorName: 'Cleo' }),
];

/** A paper of no pages: where the cards beside it stand is not looked at here. */
const viewer = {
  container: window.document.createElement('div'),
  state: () => ({ page: 1 }),
  page: () => null,
  subscribe: () => () => undefined,
  onPageRendered: () => () => undefined,
} as unknown as Viewer;

const Beside = ({ threads, begin }: { threads: readonly ThreadView[]; begin?: Id }) => {
  const [openId, setOpen] = useState<Id | undefined>(begin);
  return (
    <ReadingContext
      value={{
        document: document as unknown as DocumentView,
        member: { personId: 'ben', courseId: 'course', role: 'student' },
        questions: [],
      }}
    >
      <BesideText
        viewer={viewer}
        threads={threads}
        openId={openId}
        onToggle={({ id }) => {
          setOpen(id === openId ? undefined : id);
        }}
        onList={() => undefined}
      />
    </ReadingContext>
  );
};

test('they are counted under a heading, and their cards are reached and opened by keyboard', async () => {
  const { user } = render(<Beside threads={[placed, ...former]} />);
  const heading = screen.getByRole('heading', { name: 'From an earlier version (2)' });
  expect(heading).toBeTruthy();
  expect(screen.queryAllByRole('article')).toHaveLength(0);
  await user.tab();
  await user.keyboard('{Enter}');
  await waitFor(() => {
    expect(screen.getAllByRole('article').map((card) => card.getAttribute('aria-label'))).toEqual([
      'Note, p. 1, by Ben',
      'Note, p. 1, by Cleo',
    ]);
  });
  await user.tab();
  expect(window.document.activeElement?.getAttribute('data-thread')).toBe(former[0]?.id);
  await user.keyboard('{Enter}');
  expect(window.document.activeElement?.getAttribute('aria-expanded')).toBe('true');
});

test('one that is opened from elsewhere is seen at once', () => {
  render(<Beside threads={[placed, ...former]} begin={former[1]?.id ?? ''} />);
  expect(screen.getByRole('button', { name: /^From an earlier version/ }).getAttribute('aria-expanded')).toBe(
    'true',
  );
  expect(screen.getByRole('article', { name: /by Cleo/ })).toBeTruthy();
});

test('where every thread has its place there is no such group', () => {
  render(<Beside threads={[placed]} />);
  expect(screen.queryByRole('heading')).toBe(null);
});
