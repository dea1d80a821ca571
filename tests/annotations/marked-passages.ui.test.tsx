/** @jest-environment #tests/support/browser-environment.ts */
// What a screen reader finds after a page's text: the marked passages with their words, each leading to its thread.
import { expect, test } from '@jest/globals';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { markedPassages, useMarkedPassages } from '#client/annotations/use-marked-passages.ts';
import type { Highlight } from '#client/reader/highlights.ts';
import type { Viewer } from '#client/reader/viewer.ts';

const mark = (id: string, exact: string, more: Partial<Highlight> = {}): Highlight => ({
  ...{ id, kind: 'question' },
  targets: [
    {
      page: 2,
      quote: { exact, prefix: '', suffix: '' },
      position: { start: 0, end: exact.length },
      rects: [[60, 600, 200, 610]],
    },
  ],
  ...more,
});

test('a page says what is marked on it, under its own name; a page without marks says nothing', () => {
  const page = { index: 2, label: 'iii' };
  const list = markedPassages(page, [
    mark('a', 'quiet  rooms', { unread: true }),
    mark('b', 'x'.repeat(200), { kind: 'insight' }),
  ]);
  expect(list?.getAttribute('aria-label')).toBe('Marked on page iii: 2 passages');
  const [first, second] = Array.from(list?.querySelectorAll('button') ?? []);
  expect(first?.textContent).toBe('Question, unread: “quiet rooms”');
  expect(second?.textContent).toBe(`Insight: “${'x'.repeat(80)}…”`);
  expect(markedPassages(page, [])).toBeNull();
});

test('a passage leads to its thread; the list follows the threads and comes back when its page is drawn anew', async () => {
  const container = document.createElement('div');
  const element = document.createElement('div');
  document.body.append(container);
  container.append(element);
  const page = { index: 2, label: null, element };
  let drawn: (shown: typeof page) => void = () => undefined;
  const viewer = {
    container,
    renderedPages: () => [page],
    onPageRendered: (listener: typeof drawn) => {
      drawn = listener;
      return () => undefined;
    },
  } as unknown as Viewer;
  const gone: string[] = [];
  const Shown = ({ highlights }: { highlights: readonly Highlight[] }) => {
    useMarkedPassages(viewer, highlights, (id) => gone.push(id));
    return null;
  };
  const { rerender } = render(<Shown highlights={[mark('a', 'rooms')]} />);
  await userEvent.click(screen.getByRole('button', { name: 'Question: “rooms”' }));
  expect(gone).toEqual(['a']);

  rerender(<Shown highlights={[mark('a', 'rooms'), mark('b', 'papers')]} />);
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  element.replaceChildren();
  drawn(page);
  expect(screen.getByRole('list', { name: 'Marked on page 3: 2 passages' })).toBeTruthy();
});
