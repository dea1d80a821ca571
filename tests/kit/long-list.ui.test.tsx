/** @jest-environment #tests/support/browser-environment.ts */
// A long list draws what is in sight and what has the focus; it says how many rows there are, and a short one draws all of them.
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { LongList } from '#client/kit/LongList.tsx';
import { render } from '#tests/support/render.tsx';

// The environment lays nothing out: every element is 300 high, every row 30.
const heightOf = (element: HTMLElement) => (element.matches('li') ? 30 : 300);
const heights = ['offsetHeight', 'clientHeight'] as const;
const plain = heights.map((name) => Object.getOwnPropertyDescriptor(HTMLElement.prototype, name));
beforeEach(() => {
  for (const name of heights)
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return heightOf(this);
      },
    });
});
afterEach(() => {
  for (const [at, name] of heights.entries()) {
    Reflect.deleteProperty(HTMLElement.prototype, name);
    const before = plain[at];
    if (before) Object.defineProperty(HTMLElement.prototype, name, before);
  }
});

const show = (count: number) =>
  render(
    <LongList
      items={Array.from({ length: count }, (_, at) => `Row ${String(at)}`)}
      label="Rows"
      keyOf={(row) => row}
      rowHeight={30}
      className="rows"
    >
      {(row) => <button>{row}</button>}
    </LongList>,
  );
const drawn = () => screen.getAllByRole('listitem');
const scrollTo = (top: number) => {
  const scroller = screen.getByRole('list').parentElement as HTMLElement;
  act(() => {
    scroller.scrollTop = top;
    fireEvent.scroll(scroller);
  });
};

test('of two thousand rows some are drawn, each with its place among all', () => {
  show(2000);
  expect(drawn().length).toBeGreaterThan(9);
  expect(drawn().length).toBeLessThan(60);
  expect(drawn()[3]?.getAttribute('aria-posinset')).toBe('4');
  expect(drawn()[3]?.getAttribute('aria-setsize')).toBe('2000');
  scrollTo(30_000);
  expect(screen.getByText('Row 1003')).toBeTruthy();
  expect(screen.queryByText('Row 3')).toBeNull();
  expect(drawn().length).toBeLessThan(60);
});

test('the row with the focus stays, wherever one scrolls, and Tab goes on from there', async () => {
  const { user } = show(2000);
  const [first] = screen.getAllByRole('button');
  act(() => {
    first?.focus();
  });
  scrollTo(30_000);
  expect(document.activeElement?.textContent).toBe('Row 0');
  await user.tab();
  expect(document.activeElement?.tagName).toBe('BUTTON');
});

test('a short list draws all of its rows', () => {
  show(30);
  expect(drawn()).toHaveLength(30);
});
