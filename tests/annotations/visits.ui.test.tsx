/** @jest-environment #tests/support/browser-environment.ts */
// Links within one document: each time that one is followed it leads there, and back leads to where one was.
import { expect, test } from '@jest/globals';
import { renderHook } from '@testing-library/react';
import { useVisits, type Visit } from '#client/annotations/use-visits.ts';
import type { Place } from '#client/reader/history.ts';

const reader = () => {
  const gone: string[] = [];
  let here: Place = { page: 0, x: 0, y: 0 };
  const pane = {
    here: () => here,
    goToPlace: (place: Place) => {
      here = place;
      gone.push(`back to ${String(place.page)}`);
    },
  };
  const visit = (key: string, own = false, again = 0): Visit => ({ going: key, at: key, own, again });
  const { rerender } = renderHook(
    (now: Visit) => {
      useVisits(now, pane, () => {
        gone.push('there');
      });
    },
    { initialProps: visit('a') },
  );
  return {
    gone,
    go: (key: string, own = false, again = 0) => {
      rerender(visit(key, own, again));
    },
    read: (page: number) => {
      here = { page, x: 0, y: 0 };
    },
  };
};

test('every link leads there, the first address and what the page itself keeps in the address do not', () => {
  const { gone, go } = reader();
  expect(gone).toEqual([]);
  go('b');
  go('c', true);
  go('d');
  expect(gone).toEqual(['there', 'there']);
  go('d', false, 1);
  expect(gone).toHaveLength(3);
});

test('back and forward lead to where one was, also after the entry was written anew', () => {
  const { gone, go, read } = reader();
  read(3);
  go('b');
  read(8);
  go('b2', true);
  read(9);
  go('a');
  expect(gone).toEqual(['there', 'back to 3']);
  go('b2', true);
  expect(gone.at(-1)).toBe('back to 9');
});
