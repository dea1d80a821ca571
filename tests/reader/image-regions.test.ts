// Where a page's pictures stand, as far as can be told from what it draws.
import { expect, test } from '@jest/globals';
import { OPS, getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { makeTwoColumnPaper, picture } from './two-column-paper.ts';
import { imageRegions, type Drawing } from '#client/reader/paper/image-regions.ts';

test('the picture of a real page, and none where there is only text and a line', async () => {
  const pdf = await getDocument({ data: await makeTwoColumnPaper(), verbosity: 0 }).promise;
  const on = async (page: number) =>
    imageRegions((await (await pdf.getPage(page)).getOperatorList()) as Drawing, OPS);
  expect(await on(1)).toEqual([]);
  const { x, y, width, height } = picture;
  const [found = []] = await on(2);
  expect(found.map(Math.round)).toEqual([x, y, x + width, y + height]);
});

type Step = readonly [keyof typeof OPS, ...unknown[]];
const regions = (...steps: Step[]) =>
  imageRegions(
    { fnArray: steps.map(([name]) => OPS[name]), argsArray: steps.map(([, ...args]) => args) },
    OPS,
  );

test('forms move and cut what they hold; after them all is as before', () => {
  expect(
    regions(
      ['save'],
      ['paintFormXObjectBegin', [2, 0, 0, 2, 100, 100], [0, 0, 10, 5]],
      ['transform', 20, 0, 0, 20, 0, 0],
      ['paintImageXObject', 'a'],
      ['paintFormXObjectEnd'],
      ['restore'],
      ['transform', 50, 0, 0, 50, 300, 300],
      ['paintImageXObject', 'b'],
    ),
  ).toEqual([
    [100, 100, 120, 110],
    [300, 300, 350, 350],
  ]);
});

test('a clipping path cuts; strips that touch are one; what is cut away is nothing', () => {
  const strip = (y: number): Step[] => [
    ['save'],
    ['transform', 100, 0, 0, 10, 0, y],
    ['paintImageXObject', 'a'],
    ['restore'],
  ];
  expect(
    regions(
      ['clip'],
      ['constructPath', OPS.endPath, [null], new Float32Array([0, 0, 60, 100])],
      ...strip(0),
      ...strip(20),
      ...strip(10),
      ...strip(200),
    ),
  ).toEqual([[0, 0, 60, 30]]);
});

test('repeated pictures count each', () => {
  expect(regions(['paintImageXObjectRepeat', 'a', 10, 10, new Float32Array([0, 0, 50, 0])])).toEqual([
    [0, 0, 10, 10],
    [50, 0, 60, 10],
  ]);
});
