/** @jest-environment #tests/support/browser-environment.ts */
// A document that is too long to be printed from the reader opens as a PDF, in the browser's own viewer.
import { afterEach, expect, jest, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { PrintDialog } from '#client/reader/print/PrintDialog.tsx';
import type { Viewer } from '#client/reader/viewer.ts';
import { render } from '#tests/support/render.tsx';

const made: Blob[] = [];
URL.createObjectURL = (file) => `blob:paper/${String(made.push(file as Blob))}`;
URL.revokeObjectURL = () => undefined;
afterEach(() => {
  made.length = 0;
});

const longPaper = (file: Viewer['file']) => {
  const viewer: Pick<Viewer, 'state' | 'file'> = {
    state: () => ({ pageCount: 500 }) as ReturnType<Viewer['state']>,
    file,
  };
  return viewer as Viewer;
};

test('500 pages: the PDF itself opens in a new tab, and can be downloaded', async () => {
  const pdf = new Blob(['%PDF-1.7'], { type: 'application/pdf' });
  const onClose = jest.fn();
  render(<PrintDialog viewer={longPaper(() => Promise.resolve(pdf))} url="/paper.pdf" onClose={onClose} />);
  const open = await screen.findByRole('link', { name: 'Open the PDF' });
  expect(open.getAttribute('href')).toBe('blob:paper/1');
  expect(open.getAttribute('target')).toBe('_blank');
  expect(made).toEqual([pdf]);
  expect(screen.getByText(/500 pages, too many/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Download the PDF' }).getAttribute('href')).toBe('/paper.pdf');
});

test('a file that cannot be read leaves the download', async () => {
  const viewer = longPaper(() => Promise.reject(new Error('no connection')));
  render(<PrintDialog viewer={viewer} url="/paper.pdf" onClose={() => undefined} />);
  expect(await screen.findByRole('link', { name: 'Download the PDF' })).toBeTruthy();
  await waitFor(() => {
    expect(screen.queryByText('Open the PDF')).toBeNull();
  });
});
