// Two who mark one review, and the order of the queue: what is put together, what must be chosen, and what moves.
import { describe, expect, test } from '@jest/globals';
import type { QueuedReview } from '#shared/grading/contract.ts';
import { emptyMarking, type Marking } from '#shared/grading/marks.ts';
import { fieldOf } from '#client/drafts/autosave.ts';
import { flattenMarking, mergeMarkings, withField } from '#client/grading/merge-markings.ts';
import { marksColumn } from '#client/grading/marks-column.tsx';
import { inOrder, neighbour, orderQueue, sayProgress } from '#client/grading/queue.ts';

const marking = (part: Partial<Marking>): Marking => ({ ...emptyMarking, ...part });

describe('mergeMarkings', () => {
  const base = marking({ marks: { a: 1 }, comments: { a: 'x' }, overall: 'So so.' });

  test('what only one of them changed is taken over, also what is new or gone', () => {
    const mine = marking({ marks: { a: 2, b: 3 }, comments: { a: 'x' }, overall: 'So so.', points: 50 });
    const theirs = marking({ comments: { a: 'x', c: 'New' }, overall: 'Good.', marks: { a: 1, c: 4 } });
    expect(mergeMarkings(base, mine, theirs)).toEqual({
      merged: marking({
        marks: { a: 2, b: 3, c: 4 },
        comments: { a: 'x', c: 'New' },
        ...{ overall: 'Good.', points: 50 },
      }),
      clashes: [],
    });
    const gone = marking({ overall: 'So so.' });
    expect(mergeMarkings(base, base, gone).merged.marks).toEqual({});
  });

  test('what both changed differently waits; the same change is none', () => {
    const mine = marking({ marks: { a: 2 }, comments: { a: 'mine' }, overall: 'Same.' });
    const theirs = marking({ marks: { a: 3 }, comments: { a: 'theirs' }, overall: 'Same.' });
    const { merged, clashes } = mergeMarkings(base, mine, theirs);
    expect(clashes).toEqual(['mark:a', 'comment:a']);
    expect(merged).toMatchObject({ marks: { a: 2 }, overall: 'Same.' });
    expect(fieldOf({ flatten: flattenMarking }, theirs, 'mark:a')).toBe(3);
    // Chosen: made from theirs, mine is the only change.
    const settled = clashes.reduce(
      (from, field) => withField(from, field, fieldOf({ flatten: flattenMarking }, theirs, field)),
      base,
    );
    expect(mergeMarkings(settled, mine, theirs).clashes).toEqual([]);
  });
});

describe('the queue', () => {
  const review = (name: string, at: string, state: QueuedReview['state']): QueuedReview => ({
    ...{ reviewId: name.toLowerCase(), author: { id: `${name}-id`, name }, submittedAt: at, state },
    ...{ version: 1, lateDays: 0, percentLost: 0, markedVersion: 1, isChangedSince: false, revision: 1 },
    ...{ points: state === 'unmarked' ? null : 70, graderId: null, changedBy: null },
  });
  const all = [
    review('Cleo', '2026-10-01', 'unmarked'),
    review('Ada', '2026-10-03', 'marked'),
    review('Ben', '2026-10-02', 'begun'),
  ];

  test('stands by name, time, what is unmarked, or at random in the same way each time', () => {
    expect(orderQueue(all, 'name', 's')).toEqual(['ada', 'ben', 'cleo']);
    expect(orderQueue(all, 'time', 's')).toEqual(['cleo', 'ben', 'ada']);
    expect(orderQueue(all, 'unmarked', 's')).toEqual(['ben', 'cleo', 'ada']);
    expect(orderQueue(all.toReversed(), 'random', 's')).toEqual(orderQueue(all, 'random', 's'));
  });

  test('does not move while it is worked on: what was marked stays, what is new comes last', () => {
    const ids = orderQueue(all.slice(1), 'unmarked', 's');
    const marked = all.map((one) => ({ ...one, state: 'marked' as const }));
    expect(inOrder(marked, ids).map(({ reviewId }) => reviewId)).toEqual(['ben', 'ada', 'cleo']);
    expect(inOrder(marked.slice(2), ids).map(({ reviewId }) => reviewId)).toEqual(['ben']);
  });

  test('has neighbours and ends, and says how far it is', () => {
    expect([neighbour(all, 'ada', 1), neighbour(all, 'ada', -1)]).toEqual(['ben', 'cleo']);
    expect([neighbour(all, 'ben', 1), neighbour(all, 'gone', 1)]).toEqual([undefined, 'cleo']);
    expect(sayProgress(all)).toBe('1 of 3 marked');
    const ranks = ['Ada-id', 'Ben-id', 'Cleo-id', 'x'].map((id) => marksColumn('m', all)?.rankOf(id));
    expect(ranks).toEqual([2070, 1070, 0, null]);
  });
});
