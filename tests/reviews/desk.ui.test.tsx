/** @jest-environment #tests/support/browser-environment.ts */
// The writing page's parts: citations as chips, versions with what changed and the way back, time by the server's clock.
import { expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { newId } from '#shared/kernel/primitives.ts';
import { countCitations } from '#shared/reviews/answers.ts';
import { reviewsRoutes } from '#shared/reviews/contract.ts';
import { citeInto } from '#client/reviews/cite-into.ts';
import { citationOf, reviewParts, writeCitation } from '#client/reviews/citations.tsx';
import { PartEditor } from '#client/reviews/PartEditor.tsx';
import { VersionsDialog } from '#client/reviews/VersionsDialog.tsx';
import { createWriting } from '#client/reviews/writing.ts';
import { MarkdownPartsContext } from '#client/kit/markdown-parts.ts';
import MarkdownRendered from '#client/kit/MarkdownRendered.tsx';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp({ now: '2026-10-05T11:00:00.000Z' });
const ada = await app.person('Ada');
const testCourse = await app.course({ students: [ada] });
const meeting = await holdMeeting(testCourse);
const of = { params: { meetingId: meeting.id } };
const open = async () =>
  createWriting({
    review: await ada.call(reviewsRoutes.readOwnReview, of),
    keeper: { kept: null, write: () => Promise.resolve(true) },
    read: () => ada.call(reviewsRoutes.readOwnReview, of),
    save: (answers, revision) => ada.call(reviewsRoutes.saveReview, { ...of, body: { answers, revision } }),
    submit: (revision) => ada.call(reviewsRoutes.submitReview, { ...of, body: { revision } }),
  });
const passage = `/documents/${newId()}?passage=3.10-42~abc`;

test('a citation is counted and reads as a chip that opens the passage; other links stay links', () => {
  const citation = writeCitation('the [lease]\nis `short`', passage);
  expect(countCitations(citation)).toBe(1);
  render(
    <MarkdownPartsContext value={reviewParts}>
      <MarkdownRendered text={`As ${citation} says, and [another](https://example.org/)`} />
    </MarkdownPartsContext>,
  );
  const chip = screen.getByRole('link', { name: 'the lease is short' });
  expect([chip.className, chip.getAttribute('href')]).toEqual(['citation-chip', passage]);
  expect(screen.getByRole('link', { name: 'another' }).className).toBe('');
});

test('the address of a thread that is pasted becomes a citation of the selected words; a foreign one does not', async () => {
  const thread = `${window.location.origin}/documents/${newId()}?thread=${newId()}`;
  expect(citationOf(`https://elsewhere.example/documents/${newId()}?thread=1`, 'x')).toBeNull();
  const writing = await open();
  const question = writing.state().saved.questions[0];
  if (!question) throw new Error('Nothing is asked');
  const texts: string[] = [];
  let field: HTMLTextAreaElement | null = null;
  render(
    <PartEditor
      question={question}
      paper={undefined}
      text="Leases are short."
      onChange={(text) => texts.push(text)}
      onField={(one) => {
        field = one;
      }}
    />,
  );
  const box = screen.getByRole<HTMLTextAreaElement>('textbox');
  box.focus();
  expect(field).toBe(box);
  box.setSelectionRange(0, 6);
  fireEvent.paste(box, { clipboardData: { getData: () => thread } });
  expect(texts.at(-1)).toBe(`[Leases](${thread.slice(window.location.origin.length)}) are short.`);
});

test('without a caret a citation goes to the end of the first part', async () => {
  const writing = await open();
  writing.change('first', 'As said.');
  citeInto(writing, '[p](/x)', null);
  expect(writing.state().answers['first']).toBe('As said. [p](/x)');
});

test('versions say which one counts and what changed; one is taken back into the draft, and that can be undone', async () => {
  browseAs(ada);
  const writing = await open();
  for (const key of ['first', 'second', 'connections']) writing.change(key, 'Leases are short.');
  await writing.submit();
  writing.change('first', 'Leases are long.');
  await writing.submit();
  app.clock.set('2026-10-05T13:30:00.000Z');
  writing.change('first', 'Leases are late.');
  await writing.submit();
  const { user } = render(
    <VersionsDialog {...{ meeting, writing }} timeZone="UTC" opened onClose={() => undefined} />,
  );
  const second = await screen.findByRole('button', { name: /^Version 2.*This one counts/ });
  expect(screen.getAllByText('This one counts')).toHaveLength(1);
  await user.click(second);
  const region = screen.getByRole('region', { name: /^Version 2/ });
  const within = (text: string) =>
    [...region.querySelectorAll('button, label')].find((one) => one.textContent === text) as HTMLElement;
  await user.click(within('Changed since the one before'));
  await waitFor(() => {
    expect(region.querySelector('del')?.textContent).toBe('taken away: short');
  });
  expect(region.querySelector('ins')?.textContent).toBe('added: long');
  await user.click(within('Take it back into the draft'));
  expect(writing.state().answers['first']).toBe('Leases are long.');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  expect(writing.state().answers['first']).toBe('Leases are late.');
});
