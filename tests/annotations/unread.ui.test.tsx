/** @jest-environment #tests/support/browser-environment.ts */
// Unread threads: said at once, told to the server in one go.
import { expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { visitsRoutes } from '#shared/annotations/visits.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { createReadMarks } from '#client/annotations/read-marks.ts';
import { useUnread } from '#client/annotations/unread.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { gatherReaders, postOn } from './read-document.ts';

const app = await startApp();
const { ben, cleo, document } = await gatherReaders(app);
const threads = [
  await postOn(ben, document, 1),
  await postOn(ben, document, 2),
  await postOn(cleo, document, 3),
];
const stateOf = () => cleo.call(visitsRoutes.beginVisit, { params: { documentId: document.id } });

const Sheet = ({ all }: { all: readonly ThreadView[] }) => {
  const unread = useUnread(document.id, cleo.personId);
  return (
    <>
      <p>{unread.isKnown ? all.filter((thread) => unread.isUnread(thread)).length : 'unknown'} unread</p>
      {all.map(({ id, postedAt }) => (
        <button
          key={id}
          onClick={() => {
            unread.sawUpTo(id, postedAt);
          }}
        >
          Read {id}
        </button>
      ))}
      <button
        onClick={() => {
          unread.markAllRead(all, [], new Map());
        }}
      >
        All
      </button>
    </>
  );
};

test('what was seen counts as read at once, and on the server soon; all of it can be marked', async () => {
  const sent: string[] = [];
  browseAs({
    ...cleo,
    raw: (method, path, ...rest) => {
      if (method === 'PUT') sent.push(path);
      return cleo.raw(method, path, ...rest);
    },
  });
  const { user } = render(<Sheet all={threads} />);
  // One's own is none of them.
  await screen.findByText('2 unread', {}, { timeout: 5000 });
  const [first] = threads;
  await user.click(screen.getByRole('button', { name: `Read ${first?.id ?? ''}` }));
  await user.click(screen.getByRole('button', { name: `Read ${first?.id ?? ''}` }));
  expect(screen.queryByText('1 unread')).not.toBeNull();
  await waitFor(
    async () => {
      expect((await stateOf()).read.map(([id]) => id)).toEqual([first?.id]);
    },
    { timeout: 5000 },
  );
  expect(sent).toHaveLength(1);

  await user.click(screen.getByRole('button', { name: 'All' }));
  expect(screen.queryByText('0 unread')).not.toBeNull();
  await waitFor(async () => {
    expect((await stateOf()).allReadAt).toBe(threads.at(-1)?.postedAt);
  });
});

test('what could not be told is kept, told when the network is back, and by the next page at the latest', async () => {
  localStorage.clear();
  let isAway = true;
  browseAs({
    ...ben,
    raw: (method, path, ...rest) =>
      isAway ? Promise.reject(new TypeError('away')) : ben.raw(method, path, ...rest),
  });
  const told = async () =>
    (await ben.call(visitsRoutes.beginVisit, { params: { documentId: document.id } })).read;
  const marks = createReadMarks(ben.personId, document.id);
  const stop = marks.watch();
  const [first, second] = threads;
  if (!first || !second) throw new Error('two were posted');
  marks.add(first.id, first.postedAt);
  marks.tell();
  await waitFor(() => {
    expect(localStorage.length).toBe(1);
  });
  expect(await told()).toEqual([]);
  // Another page of the same browser takes it over.
  expect(createReadMarks(ben.personId, document.id).untold).toEqual([[first.id, first.postedAt]]);
  isAway = false;
  window.dispatchEvent(new Event('online'));
  await waitFor(async () => {
    expect(await told()).toEqual([[first.id, first.postedAt]]);
  });
  await waitFor(() => {
    expect(localStorage.length).toBe(0);
  });
  stop();

  isAway = true;
  const patient = createReadMarks(ben.personId, document.id, 50);
  patient.add(second.id, second.postedAt);
  patient.tell();
  await waitFor(() => {
    expect(localStorage.length).toBe(1);
  });
  isAway = false;
  await waitFor(async () => {
    expect(await told()).toHaveLength(2);
  });
});
