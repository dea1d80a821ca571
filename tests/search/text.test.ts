// Words, queries, matches and snippets: what is found in print, and what is shown of it.
import { describe, expect, test } from '@jest/globals';
import { findMatches } from '#server/kernel/text/match.ts';
import { parseQuery } from '#server/kernel/text/query.ts';
import { foundWords, makeSnippet, markWhole } from '#server/kernel/text/snippet.ts';
import { tokensOf } from '#server/kernel/text/tokens.ts';
import { conditionsFor, indexWords } from '#server/kernel/text/word-index.ts';

/** The marked parts of what is shown, or null when nothing is found. */
const marked = (text: string, typed: string) => {
  const match = findMatches(text, parseQuery(typed));
  if (!match) return null;
  const { text: line, marks } = markWhole(text, match);
  return marks.map(({ start, end }) => line.slice(start, end));
};

describe('words', () => {
  test.each([
    ['small letters, no accents', 'Łukasz Müller’s Ångström', 'lukasz muller s angstrom'],
    ['ligatures as pdf.js gives them', 'e\ufb03cient \ufb01le', 'efficient file'],
    ['letters with strokes', 'Straße, Søren, œuvre', 'strasse soren oeuvre'],
    ['composed and decomposed alike', 'cafe\u0301 caf\u00e9', 'cafe cafe'],
    ['soft hyphens', 'dis\u00adtributed', 'distributed'],
    ['signs one by one', '分布式 sys', '分 布 式 sys'],
    ['numbers', 'p99 3.14 𝟗', 'p99 3 14 9'],
    ['final sigma', 'ΛΌΓΟΣ λόγος', 'λογοσ λογοσ'],
  ])('%s', (_, text, words) => {
    expect(
      tokensOf(text)
        .map(({ word }) => word)
        .join(' '),
    ).toBe(words);
  });

  test('places are those of the text, also behind characters of two units', () => {
    const text = '𝒳𝒳 \ufb01le';
    const token = tokensOf(text)[1];
    expect(text.slice(token?.start, token?.end)).toBe('\ufb01le');
  });
});

describe('what a search finds', () => {
  test.each([
    ['a word that a line breaks', 'a distrib-\nuted system', 'distributed', ['distributed']],
    ['with space after the break', 'a distrib- \n  uted system', 'distributed', ['distributed']],
    ['broken at a soft hyphen', 'a distrib\u00ad\nuted system', 'distributed', ['distributed']],
    ['a compound broken at its hyphen', 'a well-\nknown bound', 'well-known', ['wellknown']],
    ['a compound written together', 'its cooccurrence', 'co-occurrence', ['cooccurrence']],
    ['a compound written apart', 'the e-mail came', 'email', ['e-mail']],
    ['the beginning of a word', 'a distribution', 'distr', ['distribution']],
    ['all words, in any order', 'leases of a quorum', 'quorum lease', ['leases', 'quorum']],
    ['not when one is missing', 'leases of a quorum', 'quorum paxos', null],
    ['not inside of a word', 'redistribution', 'distr', null],
    ['short words only whole', 'a map in memory', 'ma', null],
    ['short words whole', 'AI and ML', 'ml ai', ['AI', 'ML']],
    ['a quotation in a row', 'quorum leases and quorum of leases', '"quorum leases"', ['quorum leases']],
    ['a quotation across lines', 'quorum\nleases', '"quorum leases"', ['quorum leases']],
    ['a quotation exactly', 'quorum leases', '"quorum lease"', null],
    ['an open quotation while it is typed', 'quorum leases', '"quorum lea', ['quorum leases']],
    ['other quotation marks', 'quorum leases', '„quorum leases“', ['quorum leases']],
    ['with or without accents', 'naïve Bayes', 'naive bayes', ['naïve', 'Bayes']],
    ['ligatures', 'an e\ufb03cient \ufb01lter', 'efficient filter', ['efficient', 'filter']],
    ['signs in a row', '我们的分布式系统', '分布式', ['分布式']],
    ['not signs apart', '分成布', '分布', null],
    ['a minus is no operator', 'quorum leases', 'quorum -leases', ['quorum', 'leases']],
    ['patterns are nothing but text', 'quorum leases', 'qu.*m', null],
    ['nothing but signs finds nothing', 'quorum $where', '$ .* " -', null],
  ])('%s', (_, text, typed, found) => {
    expect(marked(text, typed)).toEqual(found);
  });

  test('whole words before beginnings, words together before scattered ones', () => {
    const score = (text: string, typed: string) => findMatches(text, parseQuery(typed))?.score ?? 0;
    expect(score('a lease ends', 'lease')).toBeGreaterThan(score('a leaseholder ends', 'lease'));
    const far = `quorum ${'and so on '.repeat(60)} lease`;
    expect(score('quorum lease', 'quorum lease')).toBeGreaterThan(score(far, 'quorum lease'));
  });
});

describe('what the database is asked', () => {
  const stringsIn = (value: unknown): string[] =>
    typeof value === 'string' ? [value] : Object.values(value as object).flatMap(stringsIn);

  test('words to compare with, and never an operator or a pattern of who asks', () => {
    for (const typed of ['-secret "a b', '{"$where": 1}', '\\"x\\" .*', 'a"b"c -d', '“well-known” $ne']) {
      const asked = conditionsFor(parseQuery(typed));
      expect(stringsIn(asked).length).toBeGreaterThan(0);
      for (const word of stringsIn(asked)) expect(word).toMatch(/^[\p{L}\p{N}]+\u{10ffff}?$/u);
    }
  });

  test('all of the terms, whole words first, then beginnings where they may be', () => {
    const closed = { $and: [{ $and: [{ words: 'a' }, { words: 'lease' }] }] };
    expect(conditionsFor(parseQuery('"a lease"'))).toEqual([closed]);
    const [first, second] = conditionsFor(parseQuery('syst of'));
    expect(first).toEqual({ $and: [{ $and: [{ words: 'syst' }] }, { $and: [{ words: 'of' }] }] });
    expect(second).toEqual({
      $and: [
        { $and: [{ words: { $elemMatch: { $gte: 'syst', $lt: 'syst\u{10ffff}' } } }] },
        { $and: [{ words: 'of' }] },
      ],
    });
  });

  test('a word of print is there once, however often it occurs; one that a line breaks also whole', () => {
    expect(indexWords('lease lease LEASE')).toEqual(['lease']);
    expect(indexWords('distrib-\nuted').toSorted()).toEqual(['distrib', 'distributed', 'uted']);
  });
});

describe('snippets', () => {
  const page = `${'Something else stands here first. '.repeat(20)}The quorum\nleases are e\ufb03cient and distrib-\nuted over all. ${'More follows. '.repeat(30)}`;
  const snippet = (typed: string) => {
    const match = findMatches(page, parseQuery(typed));
    if (!match) throw new Error('not found');
    return { ...makeSnippet(page, match), words: foundWords(page, match) };
  };

  test('about two lines of readable text, cut between words, with the places marked', () => {
    const { text, marks, words } = snippet('distributed quorum');
    expect(text.length).toBeLessThan(260);
    expect(text).toMatch(/^… .*quorum leases are efficient and distributed over all\..* …$/);
    expect(text).not.toMatch(/\n|\ufb03/);
    expect(marks.map(({ start, end }) => text.slice(start, end))).toEqual(['quorum', 'distributed']);
    expect(words).toBe('quorum');
  });

  test('neighbours are one find', () => {
    expect(snippet('leases quorum').words).toBe('quorum leases');
  });

  test('hidden and turned characters are not shown, markup stays text', () => {
    const text = '<b>evil\u202e \u0007lease</b>';
    const match = findMatches(text, parseQuery('lease'));
    expect(match && makeSnippet(text, match).text).toBe('<b>evil lease</b>');
  });

  test('never half a character', () => {
    const long = `${'𝒳'.repeat(400)} lease ${'𝒳'.repeat(400)}`;
    const match = findMatches(long, parseQuery('lease'));
    const shown = match ? makeSnippet(long, match).text : '';
    expect(shown).toContain('lease');
    expect(shown).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/);
  });
});
