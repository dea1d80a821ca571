// The client's list of threads: however changes arrive, everybody ends with the same.
import { describe, expect, test } from '@jest/globals';
import { applyChanges, applyUpvote, type Change, type Listing } from '#client/annotations/listing.ts';
import { made } from './made-thread.ts';

const empty: Listing = {
  ...{ documentId: 'document', selfId: 'cleo', ownPseudonymId: 'heron', groupId: null, gate: null, last: 0 },
  ...{ threads: [], removed: new Map(), myUpvotes: new Set(), myFollows: new Set(), acts: new Map() },
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
