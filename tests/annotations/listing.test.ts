// The client's list of threads: however changes arrive, everybody ends with the same; filters find what is meant.
import { describe, expect, test } from '@jest/globals';
import { sortKey } from '#shared/annotations/anchor.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { applyChanges, applyUpvote, type Change, type Listing } from '#client/annotations/listing.ts';
import { fits, isFiltering, noFilter, type Show } from '#client/annotations/filter.ts';

const made = (part: Partial<ThreadView> & { line?: number } = {}): ThreadView => {
  const { line = 0, ...fields } = part;
  const exact = `line ${String(line)}`;
  const targets = [
    {
      page: 0,
      quote: { exact, prefix: '', suffix: '' },
      position: { start: line, end: line + exact.length - 1 },
      rects: [[60, 600 - line, 200, 610 - line] as [number, number, number, number]],
    },
  ];
  return {
    id: newId(),
    documentId: 'document',
    anchor: { fileHash: '0'.repeat(64), targets, sortKey: sortKey(targets) },
    kind: 'plain',
    readingQuestion: null,
    authorId: 'ben',
    authorName: 'Ben',
    authorIsStaff: false,
    text: 'Text',
    postedAt: '2026-09-07T12:00:00.000Z',
    editedAt: null,
    deletedAt: null,
    revision: 1,
    upvotes: 0,
    anonymous: false,
    endorsedByName: null,
    placement: null,
    visibility: 'class',
    groupId: null,
    acceptedReplyId: null,
    reports: null,
    resolvedAt: null,
    resolvedByName: null,
    replies: [],
    change: 1,
    ...fields,
  };
};
const empty: Listing = {
  ...{ documentId: 'document', selfId: 'cleo', ownPseudonymId: 'heron', groupId: null, gate: null, last: 0 },
  ...{ threads: [], removed: new Map(), myUpvotes: new Set(), myFollows: new Set() },
};
const applyChange = (listing: Listing, change: Change) => applyChanges(listing, [change]);

/** Deterministic, so that a failure can be repeated (Lehmer, modulus 2^31 - 1). */
const shuffled = <T>(items: readonly T[], seed: number): T[] => {
  let state = seed;
  const random = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return items
    .map((item) => [random(), item] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, item]) => item);
};

describe('applyChange', () => {
  test('changes in any order, some of them twice, end the same', () => {
    const threads = Array.from({ length: 12 }, (_, i) => made({ line: (i * 7) % 12 }));
    const changes: Change[] = threads.flatMap((thread) =>
      [1, 2, 3].map((change) => ({ thread: { ...thread, change, text: `Version ${String(change)}` } })),
    );
    const expected = changes.reduce(applyChange, empty);
    expect(expected.threads.map(({ text }) => text)).toEqual(Array.from({ length: 12 }, () => 'Version 3'));
    const places = expected.threads.map(({ anchor }) => anchor.sortKey);
    expect(places).toEqual(places.toSorted());
    for (let seed = 1; seed <= 50; seed++) {
      const mixed = shuffled([...changes, ...shuffled(changes, seed).slice(0, 10)], seed * 7);
      expect(mixed.reduce(applyChange, empty)).toEqual(expected);
      expect(applyChanges(empty, mixed)).toEqual(expected);
    }
  });

  test('what is removed goes, and again changes nothing', () => {
    const [a, b] = [made({ line: 1 }), made({ line: 2 })];
    const both = [{ thread: a }, { thread: b }].reduce<Listing>(applyChange, empty);
    const gone = { removed: a.id, change: a.change + 1 };
    const left = applyChange(both, gone);
    expect(left.threads).toEqual([b]);
    expect(applyChange(left, gone)).toBe(left);
    expect(applyChange(left, { thread: a })).toBe(left);
    expect(applyChange(left, { thread: b })).toBe(left);
  });
});

describe('what is removed for some', () => {
  const moved = made({ line: 1, change: 4 });

  test('told as gone and as moved at once, whoever hears both still sees it', () => {
    for (const told of [
      [{ removed: moved.id, change: 4 }, { thread: moved }],
      [{ thread: moved }, { removed: moved.id, change: 4 }],
    ]) {
      expect(told.reduce<Listing>(applyChange, empty).threads).toEqual([moved]);
      expect(applyChanges(empty, told).threads).toEqual([moved]);
    }
  });

  test('comes back when it is shown again later', () => {
    const gone = applyChange(applyChange(empty, { thread: moved }), { removed: moved.id, change: 5 });
    expect(gone.threads).toEqual([]);
    const back = { ...moved, change: 6 };
    expect(applyChange(gone, { thread: back }).threads).toEqual([back]);
  });
});

test('one’s own anonymous posts are one’s own', () => {
  const thread = made({ authorId: 'heron', anonymous: true, replies: [{ ...made(), authorId: 'wren' }] });
  const [mine] = applyChange(empty, { thread }).threads;
  expect([mine?.authorId, mine?.replies[0]?.authorId]).toEqual(['cleo', 'wren']);
});

test('applyUpvote gives and takes one', () => {
  const once = applyUpvote(applyUpvote(empty, 'x', true), 'x', true);
  expect([...once.myUpvotes]).toEqual(['x']);
  expect(applyUpvote(once, 'x', false).myUpvotes.size).toBe(0);
});

describe('fits', () => {
  const reply = { ...made(), text: 'Räume, see $O(n)$', authorId: 'cleo', authorName: 'Cléo' };
  const question = made({ kind: 'question', text: 'Why so?' });
  const answered = made({ kind: 'question', replies: [reply] });
  const resolved = made({ kind: 'question', resolvedAt: '2026-09-07T12:00:00.000Z' });
  const insight = made({ kind: 'insight', authorId: 'ada', authorName: 'Ada', line: 42 });
  const all = { question, answered, resolved, insight };
  const found = (show: Show, words = '') =>
    Object.entries(all)
      .filter(([, thread]) => fits(thread, { show, words }, 'cleo'))
      .map(([name]) => name);

  test('by what is asked for', () => {
    expect(found('all')).toEqual(['question', 'answered', 'resolved', 'insight']);
    expect(found('unanswered')).toEqual(['question']);
    expect(found('question')).toEqual(['question', 'answered', 'resolved']);
    expect(found('limitation')).toEqual([]);
    // A reply makes a thread one's own too.
    expect(found('mine')).toEqual(['answered']);
  });

  test('by words of the texts, the names and the quote, without accents and case', () => {
    expect(found('all', 'WHY so')).toEqual(['question']);
    expect(found('all', 'raume cleo')).toEqual(['answered']);
    expect(found('all', 'ada')).toEqual(['insight']);
    expect(found('all', 'line 42')).toEqual(['insight']);
    // Words are words, never a pattern.
    expect(found('all', '.*')).toEqual([]);
    expect(found('all', '$O(n)$')).toEqual(['answered']);
  });

  test('nothing asked for is no filter', () => {
    expect(isFiltering(noFilter)).toBe(false);
    expect(isFiltering({ show: 'all', words: '  ' })).toBe(false);
    expect(isFiltering({ show: 'mine', words: '' })).toBe(true);
  });
});
