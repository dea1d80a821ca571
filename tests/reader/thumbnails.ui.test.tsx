/** @jest-environment #tests/support/browser-environment.ts */
// The rail of a long document holds few pictures, the page that is read among them, and whoever has the focus keeps it.
import { beforeAll, expect, test } from '@jest/globals';
import { act, fireEvent, screen } from '@testing-library/react';
import { createStore } from '#client/reader/store.ts';
import { Thumbnails } from '#client/reader/Thumbnails.tsx';
import type { Viewer, ViewerState } from '#client/reader/viewer.ts';
import { render } from '#tests/support/render.tsx';

/** As the rail thinks: the picture of a letter page and what is around it. */
const rowHeight = (132 * 792) / 612 + 38;

// The environment lays nothing out: the rail is as high as three pictures.
beforeAll(() => {
  for (const name of ['offsetHeight', 'clientHeight'])
    Object.defineProperty(HTMLElement.prototype, name, {
      configurable: true,
      get(this: HTMLElement) {
        return this.matches('li') ? rowHeight : 3 * rowHeight;
      },
    });
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', {
    configurable: true,
    get: () => 500 * rowHeight,
  });
  HTMLElement.prototype.scrollTo = function scrollTo(this: HTMLElement, to?: unknown) {
    this.scrollTop = (to as ScrollToOptions).top ?? 0;
    queueMicrotask(() => fireEvent.scroll(this));
  };
});

const openPaper = () => {
  const state = createStore<ViewerState>({ page: 1, pageCount: 500 } as ViewerState);
  const asked: number[] = [];
  const given: Partial<Viewer> = {
    state: state.state,
    subscribe: state.subscribe,
    page: (index) =>
      ({ label: `p${String(index + 1)}`, width: 612, height: 792 }) as ReturnType<Viewer['page']>,
    thumbnail: (index) => {
      asked.push(index);
      return Promise.resolve(null);
    },
    goToPage: (page) => {
      state.set({ page });
    },
  };
  return { viewer: given as Viewer, asked };
};

test('of 500 pages those in sight are there, and those near the page that is read', async () => {
  const { viewer, asked } = openPaper();
  render(
    <div>
      <Thumbnails viewer={viewer} onGo={() => undefined} />
    </div>,
  );
  expect(screen.getByRole('button', { name: 'Page p1' }).getAttribute('aria-current')).toBe('page');
  act(() => {
    viewer.goToPage(400);
  });
  const current = await screen.findByRole('button', { name: 'Page p400' });
  expect(current.getAttribute('aria-current')).toBe('page');
  expect(current.closest('li')?.getAttribute('aria-posinset')).toBe('400');
  expect(screen.getAllByRole('button').length).toBeLessThan(15);
  expect(screen.queryByRole('button', { name: 'Page p1' })).toBeNull();
  expect(asked.length).toBeLessThan(30);
});

test('the focus stays where it was when one reads on, and Tab goes on from there', async () => {
  const { viewer } = openPaper();
  const { user } = render(
    <div>
      <Thumbnails viewer={viewer} onGo={() => undefined} />
    </div>,
  );
  const second = screen.getByRole('button', { name: 'Page p2' });
  act(() => {
    second.focus();
  });
  act(() => {
    viewer.goToPage(400);
  });
  await screen.findByRole('button', { name: 'Page p400' });
  expect(document.activeElement).toBe(second);
  await user.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Page p3');
});
