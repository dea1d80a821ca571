/** @jest-environment #tests/support/browser-environment.ts */
// Writing a new thread: posted with its kind, refused when empty, and never lost when it cannot be sent.
import { afterEach, describe, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import 'fake-indexeddb/auto';
import { createStore, values } from 'idb-keyval';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { Composer, DraftLines } from '#client/annotations/Composer.tsx';
import { useComposing } from '#client/annotations/composing.ts';
import { ReadingContext, useReading, type Reading } from '#client/annotations/reading-context.ts';
import { SelectionBar } from '#client/annotations/SelectionBar.tsx';
import { startApp } from '#tests/support/app.ts';
import { createClient } from '#tests/support/client.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { anchorOn, gatherReaders, listFor } from './read-document.ts';

const app = await startApp();
const { ben, course, document } = await gatherReaders(app);
const nobody = createClient('http://127.0.0.1:1', '10.0.0.1');

const reading: Reading = {
  document,
  member: { personId: ben.personId, courseId: course.id, role: 'student' },
  questions: ['What is the claim?', 'What is the evidence?'],
};

const Sheet = () => {
  const composing = useComposing(useReading(), () => undefined);
  return (
    <>
      <button
        onClick={() => {
          composing.begin(anchorOn(document, 4).targets, { kind: 'plain', readingQuestion: null });
        }}
      >
        Annotate
      </button>
      <button
        onClick={() => {
          composing.begin(anchorOn(document, 7).targets, { kind: 'insight', readingQuestion: null });
        }}
      >
        Annotate elsewhere
      </button>
      <DraftLines composing={composing} />
      <Composer composing={composing} />
    </>
  );
};
const open = () =>
  render(
    <ReadingContext value={reading}>
      <Sheet />
    </ReadingContext>,
  );
const posted = async () => (await listFor(ben, document.id)).threads;
/** What this browser has kept. */
const kept = () => values(createStore('paperround-drafts', 'drafts'));
const nothingKept = () =>
  waitFor(async () => {
    expect(await kept()).toEqual([]);
  });
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /What do you want to say/ });
const isClosed = () =>
  waitFor(() => {
    expect(screen.queryByRole('region', { name: 'New thread' })).toBeNull();
  });

afterEach(async () => {
  localStorage.clear();
  for (const { id } of await posted())
    await ben.call(annotationsRoutes.deleteThread, { params: { threadId: id } });
});

describe('a draft that was begun on an earlier version of the PDF', () => {
  const former = { ...document, fileHash: 'e'.repeat(64) };
  const place = new DOMRect();
  /** The reader with a passage selected. */
  const Selecting = () => {
    const composing = useComposing(useReading(), () => undefined);
    const { targets } = anchorOn(document, 9);
    return (
      <>
        <SelectionBar
          {...{ place, targets, tooLarge: false }}
          onChoose={(choice) => {
            composing.begin(targets, choice);
          }}
          onPut={
            composing.isFromEarlier
              ? () => {
                  composing.put(targets);
                }
              : undefined
          }
        />
        <DraftLines composing={composing} />
        <Composer composing={composing} />
      </>
    );
  };
  const openOn = (version: Reading['document']) =>
    render(
      <ReadingContext value={{ ...reading, document: version }}>
        <Selecting />
      </ReadingContext>,
    );

  test('keeps its words, is put on a passage of this one, and is posted there', async () => {
    browseAs(ben);
    const before = openOn(former);
    await before.user.click(screen.getByRole('button', { name: 'Note' }));
    await before.user.type(field(), 'Begun before.');
    expect(screen.queryByRole('button', { name: 'Put the draft here' })).toBeNull();
    before.unmount();
    const { user } = openOn(document);
    await user.click(await screen.findByRole('button', { name: /Continue your draft: Begun before\./ }));
    expect(screen.getByText(/You marked this in an earlier version/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Put the draft here' }));
    expect(screen.queryByText(/You marked this in an earlier version/)).toBeNull();
    expect(field().value).toBe('Begun before.');
    await user.click(screen.getByRole('button', { name: 'Post' }));
    await isClosed();
    expect(await posted()).toMatchObject([
      {
        text: 'Begun before.',
        anchor: { fileHash: document.fileHash, targets: anchorOn(document, 9).targets },
      },
    ]);
    await nothingKept();
  });
});

describe('a new thread', () => {
  test('nothing but spaces is not sent; Ctrl and Enter post a text with its kind and its passage', async () => {
    const sent: string[] = [];
    browseAs({
      ...ben,
      raw: (method, ...rest) => {
        sent.push(method);
        return ben.raw(method, ...rest);
      },
    });
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Annotate' }));
    const passage = anchorOn(document, 4).targets;
    await user.type(field(), '   {Control>}{Enter}{/Control}');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Post' }).disabled).toBe(true);
    await user.click(screen.getByRole('button', { name: 'Question' }));
    expect(screen.getByRole('button', { name: 'Question' }).getAttribute('aria-pressed')).toBe('true');
    await user.type(field(), 'Why $n$?{Control>}{Enter}{/Control}');
    await isClosed();
    expect(sent).toEqual(['POST']);
    const threads = await posted();
    expect(threads).toMatchObject([
      { kind: 'question', readingQuestion: null, anchor: { targets: passage } },
    ]);
    expect(threads[0]?.text.trim()).toBe('Why $n$?');
    expect(screen.queryByText(/Continue your draft/)).toBeNull();
    await nothingKept();
  });

  test('it can answer one of the course’s reading questions', async () => {
    browseAs(ben);
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Annotate' }));
    await user.click(screen.getByRole('button', { name: /Reading/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'What is the evidence?' }));
    await user.type(field(), 'Table 2.');
    await user.click(screen.getByRole('button', { name: 'Post' }));
    await isClosed();
    expect(await posted()).toMatchObject([{ kind: 'reading', readingQuestion: 1, text: 'Table 2.' }]);
  });

  test('without the network it says so and keeps the text, over a reload too; then it is posted once', async () => {
    browseAs(nobody);
    const { user, unmount } = open();
    await user.click(screen.getByRole('button', { name: 'Annotate' }));
    await user.type(field(), 'Too good to lose.{Control>}{Enter}{/Control}');
    expect((await screen.findByRole('alert')).textContent).toContain('The server cannot be reached.');
    expect(field().value).toBe('Too good to lose.');
    unmount();

    const { user: later } = open();
    await later.click(screen.getByText('Continue your draft: Too good to lose.'));
    expect(field().value).toBe('Too good to lose.');
    await later.keyboard('{Control>}{Enter}{/Control}');
    const again = await screen.findByRole('button', { name: 'Try again' });
    browseAs(ben);
    await later.click(again);
    await isClosed();
    expect((await posted()).map(({ text }) => text)).toEqual(['Too good to lose.']);
  });

  test('Escape puts it aside, and throwing it away forgets it', async () => {
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Annotate' }));
    await user.type(field(), 'Hm.{Escape}');
    await isClosed();
    await user.click(screen.getByText('Continue your draft: Hm.'));
    await user.click(screen.getByRole('button', { name: 'Throw the draft away' }));
    expect(screen.queryByText(/Continue your draft/)).toBeNull();
    await nothingKept();
  });

  test('every passage has a draft of its own; going on with one puts the other aside, none is lost', async () => {
    browseAs(ben);
    const { user } = open();
    await user.click(screen.getByRole('button', { name: 'Annotate' }));
    await user.type(field(), 'First.');
    await user.click(screen.getByRole('button', { name: 'Annotate elsewhere' }));
    expect(field().value).toBe('');
    await user.type(field(), 'Second.');
    expect(await kept()).toHaveLength(2);
    await user.click(screen.getByText('Continue your draft: First.'));
    expect(field().value).toBe('First.');
    // The same passage again is the same draft.
    await user.click(screen.getByRole('button', { name: 'Annotate elsewhere' }));
    expect(field().value).toBe('Second.');
    await user.click(screen.getByRole('button', { name: 'Post' }));
    await isClosed();
    expect(await posted()).toMatchObject([{ text: 'Second.', kind: 'insight' }]);
    await user.click(screen.getByText('Continue your draft: First.'));
    await user.click(screen.getByRole('button', { name: 'Throw the draft away' }));
    await nothingKept();
  });

  test('a draft that a version before kept is taken over once; what cannot be read stays where it is', async () => {
    const name = `paperround:draft:${ben.personId}:thread:${document.id}`;
    const anchor = anchorOn(document, 4);
    const former = { id: newId(), kind: 'plain', readingQuestion: null, text: 'From before.', anchor };
    localStorage.setItem(name, JSON.stringify({ ...former, anchor: 'elsewhere' }));
    open().unmount();
    await kept();
    expect(localStorage).toHaveLength(1);
    localStorage.setItem(name, JSON.stringify(former));
    const { user } = open();
    await user.click(await screen.findByText('Continue your draft: From before.'));
    expect(field().value).toBe('From before.');
    expect(localStorage).toHaveLength(0);
    await user.click(screen.getByRole('button', { name: 'Throw the draft away' }));
    await nothingKept();
  });
});

test('it is for the class, or for whom its author chooses; the choice is remembered for the document', async () => {
  browseAs(ben);
  const { user } = open();
  await user.click(screen.getByRole('button', { name: 'Annotate' }));
  await user.type(field(), 'For my eyes.');
  await user.click(screen.getByRole('button', { name: 'For: Class. Choose who sees it' }));
  // Without a reading group there is nothing to choose it for.
  expect(screen.queryByRole('menuitemradio', { name: /^My group/ })).toBeNull();
  await user.click(await screen.findByRole('menuitemradio', { name: /^Only me/ }));
  await user.click(screen.getByRole('button', { name: 'Post' }));
  await isClosed();
  const mine = (await posted()).find(({ text }) => text === 'For my eyes.');
  expect(mine?.visibility).toBe('private');
  await user.click(screen.getByRole('button', { name: 'Annotate elsewhere' }));
  expect(screen.queryByRole('button', { name: 'For: Only me. Choose who sees it' })).not.toBeNull();
});
