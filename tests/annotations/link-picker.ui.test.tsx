/** @jest-environment #tests/support/browser-environment.ts */
// Linking while writing: a thread of this paper, and threads and passages of other papers of the course, found by their words.
import { expect, test } from '@jest/globals';
import { screen, within } from '@testing-library/react';
import { FindLinksContext, type FindLinks } from '#client/annotations/find-links.ts';
import { LinkPicker } from '#client/annotations/LinkPicker.tsx';
import { placeOfAddress } from '#client/annotations/place-of-address.ts';
import { ReadingContext } from '#client/annotations/reading-context.ts';
import { findLinks } from '#client/search/find-links.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { gatherReaders, postOn, uploadDocument } from './read-document.ts';

const app = await startApp();
const { ben, cleo, course, document } = await gatherReaders(app);
const other = await uploadDocument(course);
const thread = await postOn(cleo, other, 1, 'Wombats burrow deeply');
while ((await app.db.collection('threadWords').countDocuments()) === 0)
  await new Promise((resolve) => setTimeout(resolve, 10));

const open = async (find: FindLinks | null = findLinks) => {
  browseAs(ben);
  const chosen: string[] = [];
  const member = { personId: ben.personId, courseId: course.id, role: 'student' as const };
  const { user } = render(
    <ReadingContext value={{ document, member, questions: [] }}>
      <FindLinksContext value={find}>
        <LinkPicker onChoose={(markdown) => chosen.push(markdown)} />
      </FindLinksContext>
    </ReadingContext>,
  );
  await user.click(screen.getByRole('button', { name: 'Link a thread or passage' }));
  const box = await screen.findByRole('textbox', { name: 'Search the threads and papers of the course' });
  return { user, chosen, box };
};
const inCourse = () => screen.findByRole('region', { name: 'In the course' }, { timeout: 10_000 });

test('a thread of another paper is found by what it says, and linked with Enter', async () => {
  const { user, chosen, box } = await open();
  await user.type(box, 'wombats');
  const found = within(await inCourse()).getByRole('button', { name: /Wombats burrow deeply/ });
  expect(found.textContent).toContain(other.title);
  await user.type(box, '{Enter}');
  expect(chosen).toEqual([`[Wombats burrow deeply](/documents/${other.id}?thread=${thread.id})`]);
});

test('a passage of a paper is found by its words; its address leads to the page and to the words', async () => {
  const { user, chosen, box } = await open();
  await user.type(box, '"page 2"');
  const [passage] = within(await inCourse()).getAllByLabelText('Passage');
  const row = passage?.closest('button');
  if (!row) throw new Error('No passage was found');
  await user.click(row);
  const address = /\]\((?<address>[^)]+)\)$/.exec(chosen[0] ?? '')?.groups?.['address'] ?? '';
  const place = placeOfAddress(address, 'https://papers.example.org');
  expect(place).toMatchObject({ page: 2 });
  expect(place?.find?.toLowerCase()).toContain('page 2');
});

test('a search that is refused says why, and nothing is linked by Enter', async () => {
  const { user, chosen, box } = await open(() => Promise.reject(new Error('Too many searches.')));
  await user.type(box, 'zebra');
  expect(await screen.findByText('Too many searches.', {}, { timeout: 20_000 })).toBeTruthy();
  await user.type(box, '{Enter}');
  expect(chosen).toEqual([]);
});
