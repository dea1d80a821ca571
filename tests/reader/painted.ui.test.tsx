/** @jest-environment #tests/support/browser-environment.ts */
// What stands beside the paper comes once a page is drawn, or was drawn before the reader took the paper over.
import { expect, test } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import { usePainted } from '#client/reader/use-painted.ts';
import type { Viewer } from '#client/reader/viewer.ts';

const viewer = (isPainted: boolean) => {
  let tell = (): void => undefined;
  const made: Pick<Viewer, 'isPainted' | 'onPageRendered'> = {
    isPainted: () => isPainted,
    onPageRendered: (listener) => {
      tell = () => {
        listener({} as Parameters<typeof listener>[0]);
      };
      return () => undefined;
    },
  };
  return {
    made: made as Viewer,
    draw: () => {
      tell();
    },
  };
};

test('a paper that was drawn already is not waited for', () => {
  expect(renderHook(() => usePainted(viewer(true).made)).result.current).toBe(true);
});

test('a paper that is still to be drawn is', () => {
  const { made, draw } = viewer(false);
  const { result } = renderHook(() => usePainted(made));
  expect(result.current).toBe(false);
  act(draw);
  expect(result.current).toBe(true);
});
