// Passages are found again in a paper that was printed anew with edits: never in a wrong place, and most of them.
import { describe, expect, test } from '@jest/globals';
import { createMatcher, type Match } from '#server/annotations/reanchor/match.ts';
import { newVersion } from '#server/annotations/reanchor/make-anchor.ts';
import { wholeWords } from '#server/annotations/reanchor/whole-words.ts';
import { comparable } from '#server/annotations/reanchor/comparable.ts';
import { edit, randomFrom } from '#tests/annotations/reprint/edit.ts';
import { print, type Measure } from '#tests/annotations/reprint/print.ts';
import { prose } from '#tests/annotations/reprint/prose.ts';
import {
  fit,
  placeThreads,
  targetsOn,
  truthsIn,
  versionOf,
  type Version,
} from '#tests/annotations/reprint/threads.ts';

const first: Measure = {
  ...{ columns: 2, width: 240, size: 10, leading: 12, linesPerColumn: 54 },
  ...{ hyphens: true, head: 'Quiet Rooms' },
};
const second: Measure = {
  ...first,
  ...{ width: 215, size: 9, leading: 11, linesPerColumn: 40, head: 'Quiet Rooms, revised' },
};

const printed = async (words: Version['words'], measure: Measure): Promise<Version> => ({
  words,
  ...(await print(words, measure)),
});

/** What stands at the places that were found, pages apart. */
const foundIn = (
  pages: readonly string[],
  targets: ReturnType<ReturnType<typeof createMatcher>>['targets'],
) =>
  targets.map((target) =>
    'range' in target ? (pages[target.page] ?? '').slice(target.range.start, target.range.end) : '',
  );

test.each([1, 2, 3])('a paper printed anew with edits, seed %i', async (seed) => {
  const random = randomFrom(seed);
  const words = prose(3000, random);
  const old = await printed(words, first);
  const edits = { changed: 0.01, inserted: 0.03, removed: 0.03, moved: 1 };
  const fresh = await printed(edit(words, edits, random), second);
  const match = createMatcher(old.pages, fresh.pages);
  let settled = 0;
  const threads = placeThreads(old, 250, random);
  for (const thread of threads) {
    const found = match({ targets: thread.targets });
    if (!found.settled) continue;
    settled++;
    const places = found.targets.flatMap((target) =>
      'range' in target ? [{ page: target.page, ...target.range }] : [],
    );
    const fits = truthsIn(fresh, thread).map((truth) => fit(places, truth));
    expect({ words: foundIn(old.pages, found.targets), fits: Math.max(0, ...fits) > 0.7 }).toMatchObject({
      fits: true,
    });
  }
  expect(settled / threads.length).toBeGreaterThan(0.8);
});

describe('one passage', () => {
  const filler = (from: string) =>
    Array.from({ length: 30 }, (_, i) => `${from} sentence ${String(i)} says something else again.`).join(
      ' ',
    );
  const placed = (pages: readonly string[], exact: string) => {
    const version = versionOf(pages);
    const wanted = exact.replace(/\s/g, '');
    const page = version.pages.findIndex((text) => text.includes(wanted));
    const start = (version.pages[page] ?? '').indexOf(wanted);
    const place = { page, start, end: start + wanted.length };
    return { targets: targetsOn({ ...version, where: new Map([[0, [place]]]) }, [0]) };
  };

  test('is exact where its letters are the same, normalised where only the setting differs', () => {
    const old = [
      `${filler('Early')} The efficient state-of-the-art scheduler “never” waits. ${filler('Late')}`,
    ];
    const reset = [
      `${filler('Early')} The eﬃcient state-of-\nthe-art sched-\nuler "never" waits. ${filler('Late')}`,
    ];
    const anchor = placed(old, 'The efficient state-of-the-art scheduler “never” waits.');
    expect(createMatcher(old, old)(anchor)).toMatchObject({ method: 'exact', confidence: 1, settled: true });
    expect(createMatcher(old, reset)(anchor)).toMatchObject({ method: 'normalized', settled: true });
  });

  test('that is now on two pages has two targets without what stands between, and the other way round', () => {
    const sentence = 'A reader who turns the page in the middle of a sentence keeps the half of it in mind.';
    const [head, tail] = [sentence.slice(0, 40), sentence.slice(40)];
    const one = [`${filler('Early')} ${sentence} ${filler('Late')}`];
    const two = [`${filler('Early')} ${head}\n17`, `Running head of the paper\n${tail} ${filler('Late')}`];
    const split = createMatcher(one, two)(placed(one, sentence));
    expect(split).toMatchObject({ settled: true, method: 'exact' });
    expect(foundIn(versionOf(two).pages, split.targets)).toEqual(
      [head, tail].map((part) => part.replace(/\s/g, '')),
    );
    const [a, b] = [placed(two, head), placed(two, tail)];
    const joined = createMatcher(two, one)({ targets: [...a.targets, ...b.targets] });
    expect(foundIn(versionOf(one).pages, joined.targets)).toEqual([sentence.replace(/\s/g, '')]);
    expect(joined.settled).toBe(true);
  });

  test('that occurs several times is told apart by what stands around it', () => {
    const around = (n: number) =>
      `Part ${String(n)} ends with lemma ${String(n * 7)}: the cache is cold. Then`;
    const old = [`${filler('Early')} ${around(1)} ${filler('Mid')} ${around(2)} ${filler('Late')}`];
    const fresh = [`${filler('Early')} ${around(2)} ${filler('Late')} ${around(1)} ${filler('Mid')}`];
    const version = versionOf(old).pages[0] ?? '';
    const start = version.lastIndexOf('thecacheiscold.');
    const place = { page: 0, start, end: start + 15 };
    const anchor = { targets: targetsOn({ ...versionOf(old), where: new Map([[0, [place]]]) }, [0]) };
    const found = createMatcher(old, fresh)(anchor);
    expect(found.settled).toBe(true);
    const there = versionOf(fresh).pages[0] ?? '';
    expect(found.targets[0]).toMatchObject({ range: { start: there.indexOf('thecacheiscold.') } });
  });

  test('that was removed is not found elsewhere: what is like it there stays unsure', () => {
    const old = [
      `${filler('Early')} First of all, the lease expires after ten seconds. ${filler('Mid')} ` +
        `Once more, the lease expires after ten seconds. ${filler('Late')}`,
    ];
    const fresh = [
      `${filler('Early')} ${filler('Mid')} Once more, the lease expires after ten seconds. ${filler('Late')}`,
    ];
    const anchor = placed(old, 'the lease expires after ten seconds.');
    expect(createMatcher(old, fresh)(anchor).settled).toBe(false);
  });

  test('is found by its words and surroundings alone where the former text is not known', () => {
    const fresh = [
      filler('Early'),
      `${filler('Mid')} It is the slow requests that tell us most. ${filler('Late')}`,
    ];
    const anchor = placed(fresh, 'It is the slow requests that tell us most.');
    expect(createMatcher([], fresh)(anchor)).toMatchObject({ method: 'exact', settled: true });
    const gone = placed(
      ['An altogether different paper about beekeeping in cities.'],
      'beekeeping in cities',
    );
    expect(createMatcher([], fresh)(gone)).toEqual({
      ...{ method: 'none', confidence: 0, settled: false, targets: [] },
    });
  });

  test('an area stays on its page, and follows it, as long as the page has the same text', () => {
    const [a, b] = [filler('Early'), filler('Late')];
    const area = { targets: [{ page: 1, rects: [[10, 10, 90, 90] as [number, number, number, number]] }] };
    expect(createMatcher([a, b], [filler('Title'), a, b])(area)).toMatchObject({
      ...{ settled: true, targets: [{ page: 2, area: 0 }] },
    });
    expect(createMatcher([a, b], [a, `${b.slice(0, 700)} ${filler('New')}`])(area)).toMatchObject({
      ...{ settled: false, targets: [{ page: 1 }] },
    });
  });
});

test('text compares without case, hyphens, ligatures, accents and kinds of quotes, and leads back', () => {
  expect(comparable('Eﬃ‑cient“É”').text).toBe('efficient"e"');
  const { text, map } = comparable('aﬁ-b');
  expect([text, [...map]]).toEqual(['afib', [0, 1, 1, 3]]);
});

test('a guess does not cut words', () => {
  const file = { documentId: 'd', courseId: 'c', fileHash: 'h', pages: [] };
  const version = newVersion(file, ['Every branch. Each associated header, particularly']);
  const guess = (start: number, end: number) => {
    const range = { start, end };
    const match = {
      method: 'fuzzy',
      confidence: 0.7,
      settled: false,
      targets: [{ page: 0, range, drawn: [range] }],
    };
    const [target] = wholeWords(match as Match, version).targets;
    return target && 'range' in target
      ? version.texts[0]?.condensed.condensed.slice(target.range.start, target.range.end)
      : '';
  };
  expect(guess(5, 18)).toBe('branch.Each');
  expect(guess(7, 24)).toBe('branch.Eachassociated');
  expect(guess(2, 16)).toBe('Everybranch.Each');
});
