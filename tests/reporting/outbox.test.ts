/** @jest-environment #tests/support/browser-environment.ts */
// What one does in class without a network: kept, sent in order once it is back, shown at once, and never twice.
import { beforeEach, expect, test } from '@jest/globals';
import { waitFor } from '@testing-library/react';
import { newId } from '#shared/kernel/primitives.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Reporting } from '#client/reporting/data.ts';
import { linesToTake, placeBetween } from '#client/reporting/note-lines.ts';
import { withPending } from '#client/reporting/optimistic.ts';
import { createOutbox, type Act } from '#client/reporting/outbox.ts';

beforeEach(() => {
  localStorage.clear();
});

/** A server that is away until it is told to be there. */
const openLine = (place = newId()) => {
  const sent: Act[] = [];
  const line = { isUp: false, refuses: false };
  const send = (act: Act): Promise<void> => {
    if (!line.isUp) return Promise.reject(new TypeError('Failed to fetch'));
    if (line.refuses)
      return Promise.reject(
        new Refusal({
          code: 'forbidden',
          reason: 'round_done',
          message: 'This round is over.',
          requestId: '',
        }),
      );
    sent.push(act);
    return Promise.resolve();
  };
  const open = () => createOutbox({ place, send, retryFirstMs: 5 });
  return { sent, line, open };
};

const vote = (pointId: string, isMine: boolean): Act => ({ do: 'vote', pointId, isMine });
const hand = (isUp: boolean): Act => ({ do: 'hand', isUp });

test('what is done without a network is sent in order when it is back, the last word about each thing only', async () => {
  const { sent, line, open } = openLine();
  const outbox = open();
  outbox.open();
  outbox.add(vote('a', true));
  outbox.add(hand(true));
  outbox.add(vote('b', true));
  outbox.add(hand(false));
  outbox.add({ do: 'reword', pointId: 'p', text: 'One', revision: 4 });
  outbox.add({ do: 'reword', pointId: 'p', text: 'Two', revision: 5 });
  expect(sent).toEqual([]);
  line.isUp = true;
  outbox.retry();
  await waitFor(() => {
    expect(outbox.entries()).toEqual([]);
  });
  expect(sent).toEqual([
    vote('a', true),
    vote('b', true),
    hand(false),
    // From the words that the first of the two edits began with.
    { do: 'reword', pointId: 'p', text: 'Two', revision: 4 },
  ]);
  expect(localStorage.length).toBe(0);
});

test('a reload keeps what was not sent, and it is tried by itself', async () => {
  const { sent, line, open } = openLine();
  const before = open();
  before.open();
  before.add(vote('a', true));
  before.close();
  const after = open();
  after.open();
  expect(after.entries().map(({ act }) => act)).toEqual([vote('a', true)]);
  line.isUp = true;
  await waitFor(() => {
    expect(sent).toEqual([vote('a', true)]);
  });
  expect(after.entries()).toEqual([]);
});

test('what is refused stays with the reason and does not hold up what follows', async () => {
  const { sent, line, open } = openLine();
  const outbox = open();
  line.isUp = true;
  line.refuses = true;
  outbox.open();
  outbox.add(vote('a', true));
  await waitFor(() => {
    expect(outbox.entries()).toMatchObject([{ problem: 'This round is over.' }]);
  });
  line.refuses = false;
  outbox.add(hand(true));
  await waitFor(() => {
    expect(sent).toEqual([hand(true)]);
  });
  const [refused] = outbox.entries();
  outbox.again(refused?.id ?? '');
  await waitFor(() => {
    expect(sent).toEqual([hand(true), vote('a', true)]);
  });
});

test('the screen shows at once what will be, without counting a vote twice', () => {
  const roundId = newId();
  const point = {
    ...{ id: 'a', roundId, notesId: 'n', group: 0, question: 0, text: 'One', place: 1, votes: 3 },
    ...{ threadId: null, documentId: null, takeawayAt: null, revision: 1, changes: 1, isMine: false },
  };
  const known: Reporting = {
    ...{ meetingId: newId(), revision: 1, roundId, states: [], hands: [], called: [], takeaways: [] },
    points: [point],
  };
  const acts: Act[] = [
    vote('a', true),
    hand(true),
    { do: 'say', notesId: 'n', state: 'help' },
    {
      ...{ do: 'add', pointId: 'b', notesId: 'n', roundId, group: 0, threadId: null },
      ...{ question: 0, text: 'Zero', place: 0 },
    },
  ];
  const entries = acts.map((act, at) => ({ id: String(at), at, act }));
  const shown = withPending(known, entries, 'me');
  expect(shown.points.map(({ text, votes, isMine }) => [text, votes, isMine])).toEqual([
    ['Zero', 0, false],
    ['One', 4, true],
  ]);
  expect(shown.hands).toMatchObject([{ personId: 'me' }]);
  expect(shown.states).toMatchObject([{ state: 'help' }]);
  // The server has it, and the entry has not gone yet.
  const heard = { ...known, points: [{ ...point, votes: 4, isMine: true }] };
  expect(withPending(heard, entries, 'me').points[1]).toMatchObject({ votes: 4, isMine: true });
  expect(withPending(known, [{ id: 'x', at: 1, act: vote('a', true), problem: 'No.' }], 'me')).toBe(known);
});

test('lines of notes become points once; a point goes between its neighbours', () => {
  const texts = ['- Leases expire\n\n2. Clocks drift\nLeases expire', '', '* Test it'];
  expect(linesToTake(texts, [])).toEqual([
    { question: 0, text: 'Leases expire' },
    { question: 0, text: 'Clocks drift' },
    { question: 2, text: 'Test it' },
  ]);
  expect(linesToTake(texts, [{ question: 0, text: 'Clocks drift' }]).map(({ text }) => text)).toEqual([
    'Leases expire',
    'Test it',
  ]);
  expect(placeBetween(undefined, undefined)).toBe(1);
  expect(placeBetween({ place: 1 }, { place: 2 })).toBe(1.5);
  expect(placeBetween({ place: 1 }, undefined)).toBe(2);
  expect(placeBetween(undefined, { place: 1 })).toBe(0);
});
