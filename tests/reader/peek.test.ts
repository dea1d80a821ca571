// What a mention points to, and where it is found in the extracted text of a real two-column PDF.
import { beforeAll, describe, expect, test } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { columns, link, makeTwoColumnPaper, picture } from './two-column-paper.ts';
import { sightFinder } from '#client/reader/peek/finder.ts';
import { beginsIt, mentionAt } from '#client/reader/peek/mention.ts';
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

describe('mentionAt', () => {
  const at = (text: string, word: string) => {
    const mention = mentionAt(text, text.indexOf(word) + 1);
    return mention && `${mention.kind} ${mention.number}`;
  };

  test('knows figures, tables, references, and the one of a list that is pointed at', () => {
    expect(at('as Fig. 3 shows', 'Fig')).toBe('figure 3');
    expect(at('as Figure\n3a shows', '3')).toBe('figure 3');
    expect(at('see Figures 3, 4 and 5(b).', '5')).toBe('figure 5');
    expect(at('see Figures 3, 4 and 5(b).', 'Fig')).toBe('figure 3');
    expect(at('in TABLE II we', 'II')).toBe('table II');
    expect(at('in Figure A.2 of', 'A.2')).toBe('figure A.2');
    expect(at('others [3, 12] say', '12')).toBe('reference 12');
    expect(at('others [3–5] say', '3')).toBe('reference 3');
  });

  test('knows sections, equations, and citations by author and year', () => {
    expect(at('see Section 4.2 for', '4.2')).toBe('section 4.2');
    expect(at('as in §4 above', '§')).toBe('section 4');
    expect(at('in Appendix B we', 'B')).toBe('section B');
    expect(at('by Eq. (3) we', '3')).toBe('equation 3');
    expect(at('Equations (3) and (12) give', '12')).toBe('equation 12');
    expect(at('is known (Vaswani et al., 2017).', 'Vaswani')).toBe('citation Vaswani 2017');
    expect(at('as Chen and Rivera (2019b) say', '2019')).toBe('citation Chen 2019b');
    expect(at('(Chen, 2019; Okafor & Lind, 2020)', 'Okafor')).toBe('citation Okafor 2020');
    expect(at('in March 2017 we', 'March')).toBeNull();
    expect(at('the section in question', 'section')).toBeNull();
  });

  test('leaves other words alone', () => {
    expect(at('we figured 3 of them out', 'figured')).toBeNull();
    expect(at('the table shows 3 rows', 'table')).toBeNull();
    expect(at('a[i] and b', 'a[i')).toBeNull();
    expect(at('as Fig. 3 shows', 'shows')).toBeNull();
  });
});

test('a caption is told from a sentence that begins a line', () => {
  const three = { kind: 'figure', number: '3' } as const;
  expect(beginsIt('Figure 3: What was measured', three)).toBe(3);
  expect(beginsIt('Fig. 3. What was measured', three)).toBe(2);
  expect(beginsIt('Figure 3 What was measured', three)).toBe(1);
  expect(beginsIt('Figure 3 shows what was measured', three)).toBe(0);
  expect(beginsIt('Figure 3.1: Another one', three)).toBe(0);
  expect(beginsIt('Figure 31: Another one', three)).toBe(0);
});

test('headings, equations and entries are told from sentences about them', () => {
  const section = { kind: 'section', number: '4.2' } as const;
  expect(beginsIt('4.2 What was measured', section)).toBe(3);
  expect(beginsIt('4.2 What was measured . . . . . 12', section)).toBe(1);
  expect(beginsIt('4.2 percent of them', section)).toBe(0);
  const equation = { kind: 'equation', number: '3' } as const;
  expect(beginsIt('a = b + c (3)', equation)).toBe(3);
  expect(beginsIt('as we said in Eq. (3)', equation)).toBe(0);
  const entry = { kind: 'citation', number: 'Chen 2019' } as const;
  expect(beginsIt('Chen, M. and Rivera, T. Loud rooms. 2019.', entry)).toBe(4);
  expect(beginsIt('M. Chen and T. Rivera. Loud rooms. In Proc., 2019.', entry)).toBe(4);
  expect(beginsIt('Chen et al. (2019) say that', entry)).toBe(0);
  expect(beginsIt('Chen, M. Quiet rooms. 2018.', entry)).toBe(0);
  expect(beginsIt('12. Okafor, A. Rooms.', { kind: 'reference', number: '12' })).toBe(1);
  expect(beginsIt('12 rooms were measured', { kind: 'reference', number: '12' })).toBe(0);
});

describe('in a paper', () => {
  const never = new AbortController().signal;
  let pdf: PDFDocumentProxy;
  beforeAll(async () => {
    pdf = await getDocument({ data: await makeTwoColumnPaper({ more: 2 }), verbosity: 0 }).promise;
  });
  const find = (kind: 'figure' | 'table' | 'reference', number: string) =>
    sightFinder(() => pdf).of({ kind, number, start: 0, end: 0 }, 0, never);

  test('a figure is shown with its caption, whole and without the other column', async () => {
    const sight = await find('figure', '1');
    expect(sight).toMatchObject({ page: 1, text: 'Figure 1: Two colours, one above the other,' });
    const { left, top, right, bottom } = sight?.region ?? { left: 0, top: 0, right: 0, bottom: 0 };
    expect(left).toBeLessThanOrEqual(picture.x);
    expect(right).toBeGreaterThanOrEqual(picture.x + picture.width);
    expect(right).toBeLessThan(columns.right);
    // The page is 792 high, its figure measured from below.
    expect(top).toBeLessThanOrEqual(792 - picture.y - picture.height);
    expect(top).toBeGreaterThan(792 - 743);
    // The caption's second line stands at 528; the text goes on at 500.
    expect(bottom).toBeGreaterThan(792 - 528);
    expect(bottom).toBeLessThan(792 - 508);
  });

  test('a table is shown below its caption', async () => {
    const { page, region } = (await find('table', '1')) ?? {
      page: -1,
      region: { top: 0, bottom: 0, left: 0 },
    };
    expect([page, Math.round(region.left / 10)]).toEqual([1, 31]);
    expect(region.bottom).toBeGreaterThan(792 - 676);
    expect(region.bottom).toBeLessThan(792 - 640);
  });

  test('a reference is its entry, to its last line; what is missing is not found', async () => {
    const sight = await find('reference', '2');
    expect(sight).toMatchObject({ page: 4, text: '[2] M. Chen and T. Rivera. Loud rooms, and what is' });
    const height = (sight?.region.bottom ?? 0) - (sight?.region.top ?? 0);
    expect(height).toBeGreaterThan(20);
    expect(height).toBeLessThan(28);
    expect(await find('reference', '7')).toBeNull();
    expect(await find('figure', '12')).toBeNull();
  });

  test('a link shows the lines where it ends', async () => {
    const destination: unknown[] = [4, { name: 'XYZ' }, link.to.x, link.to.y, null];
    const sight = await sightFinder(() => pdf).along(destination);
    expect(sight?.page).toBe(4);
    expect(sight?.text).toContain('[2] M. Chen');
    expect(sight?.region.right).toBeLessThan(columns.right);
    expect(await sightFinder(() => pdf).along('no such name')).toBeNull();
  });
});
