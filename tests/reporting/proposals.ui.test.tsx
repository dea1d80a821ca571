/** @jest-environment #tests/support/browser-environment.ts */
// What is worth discussing as a group sees it, against the real server: it leads to its passage and is pinned for all of them.
import { expect, test } from '@jest/globals';
import { screen, waitFor, within } from '@testing-library/react';
import { annotationsRoutes } from '#shared/annotations/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { proposalsRoutes } from '#shared/reporting/proposals.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { Proposals } from '#client/reporting/Proposals.tsx';
import { anchorOn, uploadDocument } from '#tests/annotations/read-document.ts';
import { groupOf, roundOf } from '#tests/rounds/classroom.ts';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';

const app = await startApp();

test('an open question is proposed, opens at its passage, and is pinned and unpinned', async () => {
  const students = await app.people(3);
  const [ada, ben] = students;
  if (!ada || !ben) throw new Error('students were asked for');
  const course = await app.course({ students, settings: { checkInNeedsCode: false } });
  const document = await uploadDocument(course);
  const meetingId = document.meetingId ?? '';
  const params = { meetingId };
  const question = await ben.call(annotationsRoutes.postThread, {
    params: { documentId: document.id },
    body: {
      ...{ id: newId(), anchor: anchorOn(document, 1), kind: 'question', readingQuestion: null },
      text: 'Why a lease?',
    },
  });
  for (const student of students) await student.call(roundsRoutes.checkIn, { params, body: {} });
  const { id: roundId } = roundOf(
    await course.instructor.call(roundsRoutes.drawRound, { params, body: { id: newId() } }),
  );
  const live = await course.instructor.call(roundsRoutes.startPhase, {
    params: { meetingId, roundId },
    body: { phase: 'group' },
  });
  const { notesId } = groupOf(live, ada);
  const pinned = async () => {
    const { pins } = await ben.call(proposalsRoutes.listPins, { params: { meetingId, notesId } });
    return pins.map(({ id }) => id);
  };

  browseAs(ada);
  const { user } = render(<Proposals meetingId={meetingId} notesId={notesId} mayCompose />);
  const card = await screen.findByRole('listitem');
  expect(within(card).queryByText('Without an answer')).not.toBeNull();
  expect(within(card).queryByText(`${ben.name}, on ${document.title}`)).not.toBeNull();
  expect(within(card).getByRole('link').getAttribute('href')).toBe(
    `/documents/${document.id}?thread=${question.id}`,
  );
  await user.click(within(card).getByRole('button', { name: 'Pin: Why a lease?' }));
  await screen.findByRole('heading', { name: 'Pinned for all of you' });
  await waitFor(async () => {
    expect(await pinned()).toEqual([question.id]);
  });
  await user.click(screen.getByRole('button', { name: 'Unpin: Why a lease?' }));
  await waitFor(async () => {
    expect(await pinned()).toEqual([]);
  });
  await waitFor(() => {
    expect(screen.queryByRole('heading', { name: 'Pinned for all of you' })).toBeNull();
  });
});
