// What a deck covers, proposed from its headings.
import { expect, test } from '@jest/globals';
import { missingParts, proposeCoverage } from '#shared/presentations/coverage.ts';
import { readSlideNumbers, sayNumbers } from '#shared/presentations/slide-numbers.ts';

const parts = ['Summary', 'Problems', 'Challenges', 'Methods'];
const slidesOf = (...texts: string[]) =>
  Object.fromEntries(proposeCoverage(parts, texts).map(({ part, slides }) => [part, slides]));

test.each([
  ['Summary', ['Summary', 'An overview', 'The paper in a nutshell', 'TL;DR', 'Key ideas', 'Contributions']],
  ['Problems', ['Problem statement', 'Motivation', 'What is the problem?', 'PROBLEMS', 'Research question']],
  ['Challenges', ['Challenges', 'Why is it hard?', '3. Challenge: many clocks', 'Difficulties']],
  ['Methods', ['Our approach', 'Method', 'System design', 'How it works', 'Méthods', 'Methodology']],
])('%s is said in several ways', (part, headings) => {
  for (const heading of headings) expect([heading, slidesOf(heading)[part]]).toEqual([heading, [0]]);
});

test('in the order of the slides, over several of them, whatever stands below the heading', () => {
  expect(
    slidesOf(
      'Travel Leases\nAda',
      'Motivation\nCaches are stale',
      'Problem\nWho tells them?',
      'Challenges\nClocks',
      'Approach (1)\nLeases',
      'Approach (2)\nRenewal',
      'Summary',
    ),
  ).toEqual({ Summary: [6], Problems: [1, 2], Challenges: [3], Methods: [4, 5] });
});

test('sentences, words within words, agendas and empty slides are no parts', () => {
  const none = { Summary: [], Problems: [], Challenges: [], Methods: [] };
  expect(
    slidesOf(
      'Results\nWe measure ten servers\nthe problem with clocks is that they drift apart over time',
      'Unproblematic designs\nPrototypes',
      'Agenda\nProblem\nChallenges',
      '',
      'This sentence is far too long for a heading and only happens to name the problem that is solved here',
    ),
  ).toEqual({ ...none, Methods: [] });
});

test('labels further down and the outline of the PDF count', () => {
  expect(slidesOf('Leases\nAda\nMore\nChallenges: clocks drift')['Challenges']).toEqual([0]);
  const outline = [
    { title: 'Talk', page: 0, children: [{ title: 'How does it work', page: 1, children: [] }] },
    { title: 'Nowhere', page: null, children: [] },
  ];
  expect(proposeCoverage(['Methods'], ['A', 'B'], outline)).toEqual([{ part: 'Methods', slides: [1] }]);
});

test('a part of the course’s own is found by its name, in the singular and the plural', () => {
  expect(
    proposeCoverage(['Threats to validity', 'Datasets'], ['Threats to Validity', 'The dataset']),
  ).toEqual([
    { part: 'Threats to validity', slides: [0] },
    { part: 'Datasets', slides: [1] },
  ]);
});

test('what has no slides is missing', () => {
  const coverage = [
    { part: 'Summary', slides: [1] },
    { part: 'Problems', slides: [] },
  ];
  expect(missingParts(['Summary', 'Problems', 'Methods'], coverage)).toEqual(['Problems', 'Methods']);
});

test.each([
  ['3, 5-7', [2, 4, 5, 6]],
  ['  2 ; 2 1', [0, 1]],
  ['4 – 5', [3, 4]],
  ['', []],
  ['0', null],
  ['11', null],
  ['7-5', null],
  ['two', null],
])('“%s” of ten slides is read as %j', (text, slides) => {
  expect(readSlideNumbers(text, 10)).toEqual(slides);
});

test('numbers are said as people count', () => {
  expect(sayNumbers([2])).toBe('slide 3');
  expect(sayNumbers([1, 3, 4, 5, 8, 9])).toBe('slides 2, 4–6, 9, 10');
});
