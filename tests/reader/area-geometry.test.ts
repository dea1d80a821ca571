// Drawing, moving and stretching areas, and what is stored of them on turned and cropped pages.
import { describe, expect, test } from '@jest/globals';
import {
  areaTarget,
  boxBetween,
  describeArea,
  isWorthMarking,
  middleOfView,
  pagePlace,
  pulled,
  whole,
} from '#client/reader/area-geometry.ts';

const page = { width: 600, height: 800 };
const box = { left: 100, top: 100, right: 200, bottom: 150 };

test('a drag in any direction gives a box that stays on the page', () => {
  expect(boxBetween({ x: 50, y: 60 }, { x: 20, y: 900 }, page)).toEqual({
    left: 20,
    top: 60,
    right: 50,
    bottom: 800,
  });
  expect(isWorthMarking(boxBetween({ x: 50, y: 60 }, { x: 53, y: 300 }, page))).toBe(false);
  expect(isWorthMarking(boxBetween({ x: 50, y: 60 }, { x: 80, y: 90 }, page))).toBe(true);
});

describe('pulled', () => {
  test('the whole box moves as far as the page goes and keeps its size', () => {
    expect(pulled(box, whole, { x: 10, y: -20 }, page)).toEqual({
      left: 110,
      top: 80,
      right: 210,
      bottom: 130,
    });
    expect(pulled(box, whole, { x: 1000, y: -1000 }, page)).toEqual({
      left: 500,
      top: 0,
      right: 600,
      bottom: 50,
    });
  });

  test('a corner moves its two edges and never passes the others', () => {
    expect(pulled(box, { x: 'left', y: 'bottom' }, { x: -10, y: 10 }, page)).toEqual({
      left: 90,
      top: 100,
      right: 200,
      bottom: 160,
    });
    const small = pulled(box, { x: 'left', y: 'top' }, { x: 500, y: 500 }, page);
    expect(isWorthMarking(small)).toBe(true);
    expect(small).toMatchObject({ right: 200, bottom: 150 });
  });
});

test('the keyboard begins in the middle of what is seen', () => {
  expect(middleOfView({ left: 0, top: 200, right: 600, bottom: 500 })).toEqual({
    left: 150,
    top: 300,
    right: 450,
    bottom: 400,
  });
  expect(describeArea({ left: 150, top: 300, right: 450, bottom: 400 }, page)).toBe(
    '25 % from the left, 38 % from the top, 50 % wide, 13 % high',
  );
});

test('labels go along when they name something, and no longer than an anchor takes', () => {
  expect(pagePlace({ index: 3, label: null })).toEqual({ page: 3 });
  expect(pagePlace({ index: 3, label: '' })).toEqual({ page: 3 });
  expect(pagePlace({ index: 3, label: 'iv' })).toEqual({ page: 3, pageLabel: 'iv' });
  expect(pagePlace({ index: 3, label: 'x'.repeat(99) }).pageLabel).toHaveLength(40);
  const shownToPdf = () => [1, 2, 3, 4] as [number, number, number, number];
  expect(areaTarget({ index: 3, label: 'iv', shownToPdf }, box)).toEqual({
    page: 3,
    pageLabel: 'iv',
    rects: [[1, 2, 3, 4]],
  });
});
