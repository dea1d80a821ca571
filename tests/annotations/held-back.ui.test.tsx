/** @jest-environment #tests/support/browser-environment.ts */
// Others' work never moves what one reads: it is counted, and comes when it is asked for; one's own is seen at once.
import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import { useMemo } from 'react';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { noFilter } from '#client/annotations/filter.ts';
import { sayWaiting, useHeldBack } from '#client/annotations/held-back.ts';
import { holdReplies, holdThreads } from '#client/annotations/holding.ts';
import { useListed } from '#client/annotations/use-listed.ts';
import { render } from '#tests/support/render.tsx';
import { made } from './made-thread.ts';

const unread = {
  ...{ isKnown: true, lastVisitAt: null, isUnread: () => false },
  ...{ sawUpTo: () => undefined, markAllRead: () => undefined },
};

interface Props {
  readonly threads: readonly ThreadView[];
  readonly acts?: ReadonlyMap<string, number>;
}
const none = new Map<string, number>();

const Sheet = ({ threads, acts = none }: Props) => {
  const holding = useMemo(() => holdThreads('ada', acts), [acts]);
  const held = useHeldBack(threads, holding);
  const listed = useListed(held, 'ada', unread, undefined);
  return (
    <>
      <p data-testid="list">
        {listed.threads.map(({ text, replies }) => `${text}/${String(replies.length)}`).join(' ')}
      </p>
      <button onClick={held.showAll}>{sayWaiting(held) || 'nothing'}</button>
      <button
        onClick={() => {
          held.show(threads[0]?.id ?? '');
        }}
      >
        show the first
      </button>
      <button
        onClick={() => {
          listed.choose({ ...noFilter, states: ['unanswered'] });
        }}
      >
        unanswered
      </button>
    </>
  );
};
const list = () => screen.getByTestId('list').textContent;
const pill = () => screen.getAllByRole('button')[0]?.textContent;

const [a, b, c] = [1, 2, 3].map((line) => made({ text: `t${String(line)}`, line, kind: 'question' })) as [
  ThreadView,
  ThreadView,
  ThreadView,
];
const changed = (thread: ThreadView, part: Partial<ThreadView>): ThreadView => ({
  ...thread,
  change: thread.change + 1,
  ...part,
});
const reply = { ...made(), id: newId(), authorId: 'cleo' };

test('what others write, change, move and take away waits; upvotes and replies are counted at once', async () => {
  const { user, rerender } = render(<Sheet threads={[a, b, c]} />);
  rerender(
    <Sheet threads={[changed(a, { text: 'edited' }), changed(b, { upvotes: 3, replies: [reply] })]} />,
  );
  // The third is gone: its words are not to be read on, its room stays.
  expect(list()).toBe('t1/0 t2/1 /0');
  expect(pill()).toBe('2 changed');
  const moved = changed(a, { change: 3, anchor: made({ line: 9 }).anchor });
  rerender(<Sheet threads={[b, c, moved, made({ text: 'new', line: 10 })]} />);
  expect(list()).toBe('t1/0 t2/0 t3/0');
  expect(pill()).toBe('1 new, 1 changed');
  await user.click(screen.getByText('1 new, 1 changed'));
  expect(list()).toBe('t2/0 t3/0 t1/0 new/0');
  expect(pill()).toBe('nothing');
});

test('what one did oneself is seen at once, and of one’s own threads what others did to them is not', () => {
  const { rerender } = render(<Sheet threads={[a, b]} />);
  const own = made({ text: 'mine', line: 5, authorId: 'ada' });
  rerender(<Sheet threads={[a, b, own]} />);
  expect(list()).toBe('t1/0 t2/0 mine/0');
  const acts = new Map([
    [a.id, 2],
    [b.id, 2],
  ]);
  rerender(
    <Sheet threads={[changed(a, { text: 'by me' }), changed(own, { text: 'by staff' })]} acts={acts} />,
  );
  expect(list()).toBe('by me/0 mine/0');
  expect(pill()).toBe('1 changed');
  // What somebody does after me waits again.
  rerender(<Sheet threads={[changed(a, { change: 3, text: 'and then by Ben' }), own]} acts={acts} />);
  expect(list()).toBe('by me/0 mine/0');
});

test('whoever opens a thread sees it as it is', async () => {
  const { user, rerender } = render(<Sheet threads={[a, b]} />);
  rerender(<Sheet threads={[changed(a, { text: 'edited' }), b]} />);
  await user.click(screen.getByText('show the first'));
  expect(list()).toBe('edited/0 t2/0');
  expect(pill()).toBe('nothing');
});

test('a thread that no longer fits the filter because somebody answered stays until one looks again', async () => {
  const { user, rerender } = render(<Sheet threads={[a, b]} />);
  await user.click(screen.getByText('unanswered'));
  rerender(<Sheet threads={[changed(a, { replies: [reply] }), b]} />);
  expect(list()).toBe('t1/1 t2/0');
  await user.click(screen.getByText('show the first'));
  expect(list()).toBe('t2/0');
});

test('with another PDF all have their new places', () => {
  const { rerender } = render(<Sheet threads={[a]} />);
  const elsewhere = { ...made({ line: 7 }).anchor, fileHash: '1'.repeat(64) };
  rerender(<Sheet threads={[changed(a, { anchor: elsewhere })]} />);
  expect(pill()).toBe('nothing');
});

const Talk = ({ thread, act = -1 }: { thread: ThreadView; act?: number }) => {
  const holding = useMemo(() => holdReplies('ada', thread.change, act), [thread.change, act]);
  const held = useHeldBack(thread.replies, holding);
  return (
    <p data-testid="list">
      {held.shown.map(({ text }) => text).join(' ')} | {sayWaiting(held, ['new reply', 'new replies'])}
    </p>
  );
};

test('replies in an open thread wait in the same way', () => {
  const replies = ['one', 'two'].map((text, at) => ({
    ...reply,
    ...{ id: newId(), text, postedAt: `2026-09-08T12:00:0${String(at)}.000Z` },
  }));
  const [one, two] = replies;
  if (!one || !two) throw new Error('two were made');
  const { rerender } = render(<Talk thread={{ ...a, replies }} />);
  const edited = { ...two, text: 'edited' };
  rerender(<Talk thread={changed(a, { replies: [edited, { ...reply, text: 'three' }] })} />);
  expect(list()).toBe(' two | 1 new reply, 2 changed');
  // Taken away by oneself, as staff may: gone at once, and what else came in still waits its turn.
  rerender(
    <Talk thread={changed(a, { change: 3, replies: [edited, { ...reply, text: 'three' }] })} act={3} />,
  );
  expect(list()).toBe('edited | 1 new reply');
});
