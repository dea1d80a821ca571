// Names on the projector: as short as the course wants, and still telling people apart.
import { expect, test } from '@jest/globals';
import { shortNames } from '#shared/rounds/short-names.ts';

type Style = Parameters<typeof shortNames>[1];
const shorten = (style: Style, ...names: string[]) =>
  Object.values(
    shortNames(Object.fromEntries(names.map((name, index) => [`p${String(index)}`, name])), style),
  );

test('whole names stay as they are', () => {
  const names = ['Ana Silva', 'Ana Silva', '王小明', 'Cher'];
  expect(shorten('full', ...names)).toEqual(names);
});

test('first names, with the family name’s first letter where the course wants it', () => {
  expect(shorten('first', 'Ana Silva', 'Bo Diaz', 'María José García')).toEqual(['Ana', 'Bo', 'María']);
  expect(shorten('initial', 'Ana Silva', 'Bo Diaz', 'Ludwig van Beethoven')).toEqual([
    ...['Ana S.', 'Bo D.'],
    'Ludwig B.',
  ]);
  expect(shorten('initial', 'Lovelace, Ada', '  Alan   Turing ')).toEqual(['Ada L.', 'Alan T.']);
});

test('two who would be alike get letters until they differ, and nobody else does', () => {
  expect(shorten('first', 'Ana Silva', 'Ana Diaz', 'Bo Silva')).toEqual(['Ana S.', 'Ana D.', 'Bo']);
  expect(shorten('first', 'Ana Silva', 'Ana Simon', 'ana Smith')).toEqual([
    'Ana Sil.',
    'Ana Sim.',
    'ana Sm.',
  ]);
  expect(shorten('initial', 'Ana Lee', 'Ana Leeds', 'Ana')).toEqual(['Ana Lee', 'Ana Leed.', 'Ana']);
  expect(shorten('first', 'Ana Maria Silva', 'Ana Rosa Silva')).toEqual([
    'Ana Maria Silva',
    'Ana Rosa Silva',
  ]);
  // No letter tells them apart.
  expect(shorten('first', 'Ana Silva', 'Ana Silva', 'Ana Lee')).toEqual(['Ana S.', 'Ana S.', 'Ana L.']);
});

test('names of one word, in other scripts, and very long ones', () => {
  expect(shorten('initial', 'Cher', '', '王小明', '김 민준', 'さくら')).toEqual([
    ...['Cher', '', '王小明'],
    ...['김 민준', 'さくら'],
  ]);
  expect(shorten('initial', 'Владимир Ильин', 'ليلى حداد', 'आरव शर्मा')).toEqual([
    ...['Владимир И.', 'ليلى ح.'],
    'आरव श.',
  ]);
  // What people see as one letter stays one.
  expect(shorten('initial', 'Zoé E\u0301mond')).toEqual(['Zoé E\u0301.']);
  const long = 'Wolfeschlegelsteinhausenbergerdorff';
  expect(shorten('first', `${long} Adams`)).toEqual(['Wolfeschlegelsteinhau…']);
  expect(shorten('first', `${long} Adams`, `${long} Brown`)).toEqual([`${long} Adams`, `${long} Brown`]);
});

test('four hundred people, many of one name: all differ, quickly', () => {
  const firsts = ['Ana', 'Bo', 'Chen', 'Dara'];
  const names = Array.from(
    { length: 400 },
    (_, index) => `${firsts[index % 4] ?? ''} Family${String(index)}`,
  );
  for (const style of ['initial', 'first'] as const) expect(new Set(shorten(style, ...names)).size).toBe(400);
});
