/** @jest-environment #tests/support/browser-environment.ts */
// Writing with help: people are found and mentioned with the keyboard alone, and a mention is shown as one.
import { afterEach, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { mentionsIn } from '#shared/annotations/mentions.ts';
import { postParts } from '#client/annotations/post-parts.tsx';
import { ReadingContext, type Reading } from '#client/annotations/reading-context.ts';
import { Writer, type WrittenIn } from '#client/annotations/Writer.tsx';
import { MarkdownPartsContext } from '#client/kit/markdown-parts.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { gatherReaders } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, course, document } = await gatherReaders(app);
const reading: Reading = {
  document,
  member: { personId: ben.personId, courseId: course.id, role: 'student' },
  questions: [],
};

let text = '';
let left = 0;
afterEach(() => {
  left = 0;
});

const Sheet = ({ thread, begun }: { thread: WrittenIn; begun: string }) => {
  const [value, setValue] = useState(begun);
  return (
    <Writer
      label="Your reply"
      value={value}
      onChange={(next) => {
        text = next;
        setValue(next);
      }}
      verb="Reply"
      onSubmit={() => undefined}
      onLeave={() => {
        left += 1;
      }}
      busy={false}
      problem={null}
      thread={thread}
    />
  );
};
const open = (visibility: WrittenIn['visibility'] = 'class', begun = '') => {
  browseAs(ben);
  text = begun;
  return render(
    <ReadingContext value={reading}>
      <MarkdownPartsContext value={postParts}>
        <Sheet thread={{ authorId: cleo.personId, visibility }} begun={begun} />
      </MarkdownPartsContext>
    </ReadingContext>,
  );
};
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Your reply' });
const options = () => screen.findAllByRole('option', { hidden: true });
const closed = () =>
  waitFor(() => {
    expect(screen.queryByRole('listbox', { hidden: true })).toBeNull();
  });

test('an @ offers the course, whoever is in the thread first; arrows choose, Enter takes', async () => {
  const { user } = open();
  await user.type(field(), 'Ask @');
  const first = await options();
  // Cleo began the thread; Ben does not mention himself.
  expect(first.map((option) => option.textContent)).toEqual([
    'CleoStudent',
    'AdaInstructor',
    'OlgaObserver',
    'TomTA',
  ]);
  const active = () => first.find(({ id }) => id === field().getAttribute('aria-activedescendant'));
  expect(active()?.textContent).toBe('CleoStudent');
  expect(field().getAttribute('aria-controls')).toBe(first[0]?.parentElement?.id);
  await user.keyboard('{ArrowDown}');
  expect(active()?.textContent).toBe('AdaInstructor');
  expect(active()?.getAttribute('aria-selected')).toBe('true');
  await user.keyboard('{Enter}');
  expect(text).toBe(`Ask [@Ada](person:${ada.personId}) `);
  await closed();
  await user.keyboard('why.');
  expect(text).toMatch(/\) why\.$/);
  expect(mentionsIn(text)).toEqual([ada.personId]);
});

test('Escape closes the list and no more; the next letters leave it closed, another @ opens it', async () => {
  const { user } = open();
  await user.type(field(), '@a');
  await options();
  await user.keyboard('{Escape}');
  await closed();
  expect(left).toBe(0);
  await user.keyboard('d{Enter}');
  expect(text).toBe('@ad\n');
  await user.keyboard('@cl{Tab}');
  expect(text).toBe(`@ad\n[@Cleo](person:${cleo.personId}) `);
  await user.keyboard('{Escape}');
  expect(left).toBe(1);
});

test('what nobody is called closes it, and a click takes too', async () => {
  const { user } = open();
  await user.type(field(), '@zz');
  await closed();
  await user.keyboard('{Backspace>2/}t');
  await user.click((await options())[0] as HTMLElement);
  expect(text).toMatch(/^\[@Tom\]\(person:\w+\) $/);
});

test('it says quietly who cannot see what they are mentioned in', async () => {
  const { user } = open('private');
  await user.type(field(), '@ad');
  await options();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('Ada cannot see this thread.')).toBeTruthy();
});

test('keys and buttons put Markdown around words', async () => {
  const { user } = open('class', 'so');
  field().setSelectionRange(0, 2);
  await user.click(screen.getByRole('button', { name: 'Quote' }));
  expect(text).toBe('> so');
  field().setSelectionRange(2, 4);
  await user.keyboard('{Control>}b{/Control}');
  expect(text).toBe('> **so**');
  expect(field().value.slice(field().selectionStart, field().selectionEnd)).toBe('so');
});

test('a mention is shown with the name that the course has, one’s own stands out, and is never a link', async () => {
  const { user } = open('class', `[@Somebody else](person:${ada.personId}) [@Ben](person:${ben.personId})`);
  await user.click(screen.getByRole('button', { name: 'Preview' }));
  const own = await screen.findByTitle('You are mentioned');
  expect(own.textContent).toBe('@Ben');
  expect(await screen.findByText('@Ada')).toBeTruthy();
  expect(screen.queryByRole('link')).toBeNull();
});
