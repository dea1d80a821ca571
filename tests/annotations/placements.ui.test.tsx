/** @jest-environment #tests/support/browser-environment.ts */
// Notes that need a place after the PDF was replaced: who sees them, what is proposed, and the ways to settle them.
import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { isTextTarget } from '#shared/annotations/anchor.ts';
import type { Placement, ThreadView } from '#shared/annotations/views.ts';
import type { Role } from '#shared/courses/roles.ts';
import { Placements } from '#client/annotations/Placements.tsx';
import { usePlacing } from '#client/annotations/placing.ts';
import { ReadingContext } from '#client/annotations/reading-context.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { anchorOn, gatherReaders, listFor, postOn } from './read-document.ts';

const app = await startApp();
const { ada, ben, cleo, course, document } = await gatherReaders(app);

/** As if the file had been another one when the thread was marked. */
const former = { fileHash: 'f'.repeat(64) };
const unsure = async (author: PersonClient, line: number, found: Partial<Placement>): Promise<ThreadView> => {
  const thread = await postOn(author, document, line);
  const anchor = { ...anchorOn(former, line) };
  const placement: Placement = {
    ...{ fileHash: document.fileHash, method: 'fuzzy', confidence: 0.71, settled: false, proposal: null },
    original: anchor,
    former: [],
    ...found,
  };
  await app.db
    .collection<{ _id: string }>('threads')
    .updateOne({ _id: thread.id }, { $set: { anchor, placement } });
  return thread;
};

const Panel = ({ threads, person, role }: { threads: ThreadView[]; person: PersonClient; role: Role }) => {
  const placing = usePlacing(threads, document, { personId: person.personId, courseId: course.id, role });
  return (
    <>
      <Placements placing={placing} onShow={placing.show} />
      <output aria-label="Shown">{placing.preview?.targets[0]?.page}</output>
      <output aria-label="Chosen for">{placing.choosing?.id}</output>
    </>
  );
};

const show = async (person: PersonClient, role: Role) => {
  browseAs(person);
  const { threads } = await listFor(person, document.id);
  const member = { personId: person.personId, courseId: course.id, role };
  return render(
    <ReadingContext value={{ document, member, questions: [] }}>
      <Panel threads={threads} person={person} role={role} />
    </ReadingContext>,
  );
};

const stored = async (id: string) =>
  (await listFor(ada, document.id)).threads.find((thread) => thread.id === id);

test('the staff see the proposal with what differs, show it, and accept it', async () => {
  const proposal = anchorOn(document, 6);
  const thread = await unsure(ben, 5, { proposal });
  const { user } = await show(ada, 'instructor');
  await user.click(screen.getByRole('button', { name: '1 note needs a place' }));
  const list = within(screen.getByRole('list'));
  expect(list.getByText('Probably here, 71 % alike')).toBeTruthy();
  expect(list.getByText('6', { selector: 'del', exact: false }).textContent).toContain('taken away');
  await user.click(list.getByRole('button', { name: 'Show proposal' }));
  expect(screen.getByLabelText('Shown').textContent).toBe('1');
  await user.click(list.getByRole('button', { name: 'Accept' }));
  await waitFor(async () => {
    expect(await stored(thread.id)).toMatchObject({ anchor: proposal, placement: { settled: true } });
  });
});

test('what was not found can be marked anew or kept on its page', async () => {
  const thread = await unsure(ben, 7, { method: 'none', confidence: 0 });
  const { user } = await show(ada, 'instructor');
  await user.click(screen.getByRole('button', { name: '1 note needs a place' }));
  expect(screen.getByText('Nothing like it was found in this version.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Mark the place' }));
  expect(screen.getByLabelText('Chosen for').textContent).toBe(thread.id);
  await user.click(screen.getByRole('button', { name: 'Cancel' }));
  await user.click(screen.getByRole('button', { name: 'Other places for this note' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Keep as a note on the page' }));
  await waitFor(async () => {
    const { anchor } = (await stored(thread.id)) ?? {};
    expect(anchor).toMatchObject({ fileHash: document.fileHash, targets: [{ page: 1 }] });
    expect(anchor?.targets.some(isTextTarget)).toBe(false);
  });
});

test('classmates are not asked; authors are asked about their own', async () => {
  await unsure(ben, 8, { method: 'none', confidence: 0 });
  const classmate = await show(cleo, 'student');
  expect(screen.queryByRole('button', { name: /need/ })).toBe(null);
  classmate.unmount();
  await show(ben, 'student');
  expect(screen.getByRole('button', { name: '1 note needs a place' })).toBeTruthy();
});
