// Anchors: the schema's limits, order by place, readable quotes, and the check against a document's pages.
import { describe, expect, test } from '@jest/globals';
import { validateAnchorAgainstPages } from '#shared/annotations/anchor-check.ts';
import { anchorSchema } from '#shared/annotations/anchor-schema.ts';
import { isTextTarget, quoteFromTargets, sortKey } from '#shared/annotations/anchor.ts';
import { condense, toCondensedRange } from '#shared/annotations/page-text.ts';
import type { Anchor, Rect, Target, TextTarget } from '#shared/annotations/anchor.ts';

/** Small deterministic generator (mulberry32), so that a failing world can be seen again. */
function randomFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return (max: number) => Math.floor(next() * max);
}

const fileHash = 'a'.repeat(64);
const rect: Rect = [72, 700, 300.25, 712.5];
const anchorOf = (targets: Target[]): Anchor => ({ fileHash, targets, sortKey: sortKey(targets) });

function passage(page: number, text: string, from: number, to: number, rects: Rect[] = [rect]): TextTarget {
  return {
    page,
    quote: {
      exact: text.slice(from, to),
      prefix: text.slice(Math.max(0, from - 32), from),
      suffix: text.slice(to, to + 32),
    },
    position: toCondensedRange(condense(text), { start: from, end: to }),
    rects,
  };
}

const words = ['trace', 'ﬁnal', 'state-of-', 'the', 'α∈Σ', '𝒪(n)', 'zoo-', 'keeper', '東京', '—', '"x"'];
function randomText(pick: (max: number) => number): string {
  const gaps = [' ', '\n', '  ', '\u00a0', '\t', ''];
  return Array.from(
    { length: 5 + pick(60) },
    () => (words[pick(words.length)] ?? '') + (gaps[pick(gaps.length)] ?? ''),
  ).join('');
}

describe('anchorSchema', () => {
  test('takes passages over several pages and areas', () => {
    expect(
      anchorSchema.safeParse(anchorOf([passage(0, 'one two', 0, 7), passage(2, 'three', 0, 5)])).success,
    ).toBe(true);
    expect(anchorSchema.safeParse(anchorOf([{ page: 4, pageLabel: 'iv', rects: [rect] }])).success).toBe(
      true,
    );
  });

  const text = 'some words here';
  test.each<[string, Target[]]>([
    ['no target', []],
    ['two targets on a page', [passage(1, text, 0, 4), passage(1, text, 5, 10)]],
    ['pages out of order', [passage(2, text, 0, 4), passage(1, text, 5, 10)]],
    ['21 targets', Array.from({ length: 21 }, (_, page) => passage(page, text, 0, 4))],
    [
      '401 rectangles',
      [
        passage(
          0,
          text,
          0,
          4,
          Array.from({ length: 401 }, () => rect),
        ),
      ],
    ],
    ['5,001 characters', [passage(0, 'x'.repeat(5001), 0, 5001)]],
    ['a position of another length', [{ ...passage(0, text, 0, 4), position: { start: 0, end: 9 } }]],
    ['nothing but white space', [{ ...passage(0, ' \n ', 0, 3), position: { start: 1, end: 1 } }]],
    ['an infinite number', [passage(0, text, 0, 4, [[0, 0, Infinity, 5]])]],
    ['not a number', [passage(0, text, 0, 4, [[0, NaN, 4, 5]])]],
    ['three decimals', [passage(0, text, 0, 4, [[0, 0.125, 4, 5]])]],
    ['corners the wrong way round', [passage(0, text, 0, 4, [[5, 0, 4, 5]])]],
    ['an area of two rectangles', [{ page: 0, rects: [rect, rect] }]],
    ['a broken page number', [passage(1.5, text, 0, 4)]],
  ])('refuses %s', (_, targets) => {
    expect(anchorSchema.safeParse(anchorOf(targets)).success).toBe(false);
  });

  test('refuses a foreign sort key and unknown fields', () => {
    const good = anchorOf([passage(1, text, 0, 4)]);
    expect(anchorSchema.safeParse({ ...good, sortKey: '00000|0000000|0000000' }).success).toBe(false);
    expect(anchorSchema.safeParse({ ...good, extra: 1 }).success).toBe(false);
  });

  test('takes every number of two decimals', () => {
    const pick = randomFrom(7);
    for (let i = 0; i < 2000; i++) {
      const x1 = (pick(3_000_000) - 1_000_000) / 100;
      const y1 = (pick(3_000_000) - 1_000_000) / 100;
      const box: Rect = [x1, y1, Math.round(x1 * 100 + 1 + pick(9999)) / 100, Math.round(y1 * 100 + 1) / 100];
      expect([box, anchorSchema.safeParse(anchorOf([{ page: 0, rects: [box] }])).success]).toEqual([
        box,
        true,
      ]);
    }
  });
});

describe('sortKey', () => {
  test('orders strings as page, then from top to bottom, then from left to right', () => {
    const pick = randomFrom(11);
    const places = Array.from({ length: 400 }, () => {
      const [x, y] = [(pick(120_000) - 20_000) / 100, (pick(200_000) - 50_000) / 100];
      return { page: pick(1200), rects: [[x, y, x + 1, y + 10] as Rect] };
    });
    const byString = places.toSorted((a, b) => (sortKey([a]) < sortKey([b]) ? -1 : 1));
    const byPlace = places.toSorted((a, b) => {
      const [[ax, , , ay], [bx, , , by]] = [a.rects[0] ?? rect, b.rects[0] ?? rect];
      return a.page - b.page || by - ay || ax - bx;
    });
    expect(byString).toEqual(byPlace);
    expect(new Set(places.map((p) => sortKey([p]).length)).size).toBe(1);
  });
});

describe('quoteFromTargets', () => {
  test.each([
    ['a com-\nputer', 'a computer'],
    ['a com\u2010 \n puter', 'a computer'],
    ['state-of-\nthe-art', 'state-of-the-art'],
    ['state-\nof-the-art', 'state-of-the-art'],
    ['identi\ufb01es e\ufb03ciently', 'identifies efficiently'],
    ['Jean-\nPaul', 'Jean- Paul'],
    ['in 1999-\n2001', 'in 1999- 2001'],
    ['soft\u00ad\nware', 'software'],
    [' two\n\n  lines\u00a0here ', 'two lines here'],
  ])('makes %j into %j', (exact, shown) => {
    expect(quoteFromTargets([passage(0, exact, 0, exact.length)])).toBe(shown);
  });

  test('mends a word that a page break cuts, and skips areas', () => {
    const targets = [
      passage(0, 'replica-', 0, 8),
      { page: 1, rects: [rect] },
      passage(2, 'tion works', 0, 10),
    ];
    expect(quoteFromTargets(targets)).toBe('replication works');
    expect(quoteFromTargets([{ page: 1, rects: [rect] }])).toBe('');
  });
});

describe('validateAnchorAgainstPages', () => {
  const box = { width: 612, height: 792 };
  const verdict = (targets: Target[], pages: Parameters<typeof validateAnchorAgainstPages>[1]) => {
    const answer = validateAnchorAgainstPages({ targets }, pages);
    return answer === true || answer.key;
  };

  test('finds every random passage, whatever the white space on either side', () => {
    const pick = randomFrom(23);
    for (let i = 0; i < 300; i++) {
      const text = randomText(pick);
      const from = pick(text.length - 1);
      const target = passage(0, text, from, from + 1 + pick(text.length - from));
      if (condense(target.quote.exact).condensed === '') continue;
      const other = condense(text).condensed.replace(/(.)/gsu, (c) => (pick(3) ? c : `${c}\n`));
      expect(anchorSchema.safeParse(anchorOf([target])).success).toBe(true);
      expect(verdict([target], [{ ...box, text }])).toBe(true);
      expect(verdict([target], [{ ...box, text: other }])).toBe(true);
    }
  });

  test('says what is wrong', () => {
    const text = 'the quick brown fox';
    const target = passage(0, text, 4, 9);
    expect(isTextTarget(target)).toBe(true);
    expect(verdict([target], [])).toBe('anchor_page_missing');
    expect(verdict([{ ...target, rects: [[600, 0, 630, 10]] }], [box])).toBe('anchor_outside_page');
    expect(verdict([{ ...target, rects: [[-30, 5, 20, 10]] }], [box])).toBe('anchor_outside_page');
    expect(verdict([target], [{ ...box, text: 'short' }])).toBe('anchor_outside_text');
    expect(verdict([target], [{ ...box, text: 'the quack brown fox' }])).toBe('anchor_quote_differs');
    expect(verdict([target], [box])).toBe(true);
  });

  test('turns a page that is shown rotated', () => {
    const area: Target = { page: 0, rects: [[10, 700, 90, 780]] };
    expect(verdict([area], [{ width: 792, height: 612, rotation: 90 }])).toBe(true);
    expect(verdict([area], [{ width: 792, height: 612 }])).toBe('anchor_outside_page');
  });

  test('allows for a cropped page whose corner is not the origin', () => {
    const area: Target = { page: 0, rects: [[640, 100, 700, 120]] };
    expect(verdict([area], [{ ...box, left: 100, bottom: 50 }])).toBe(true);
    expect(verdict([area], [box])).toBe('anchor_outside_page');
  });
});
