// What the database is asked for before words are compared: every match is a candidate, and nothing outside of the search is looked at.
import { expect, test } from '@jest/globals';
import { findMatches } from '#server/kernel/text/match.ts';
import { parseQuery } from '#server/kernel/text/query.ts';
import { conditionsFor, findCandidates, indexWords } from '#server/kernel/text/word-index.ts';
import { openDocumentsStore } from '#server/papers/documents-store.ts';
import { testDatabase } from '#tests/support/engine.ts';

const { pageTexts } = openDocumentsStore(await testDatabase().connect());
await pageTexts.createIndexes();
const add = (hash: string, texts: readonly string[]) =>
  pageTexts.insertMany(
    texts.map((text, page) => ({
      ...{ _id: `${hash}:${String(page)}`, hash, text, words: indexWords(text), indexVersion: 1 },
    })),
  );
const find = async (hash: string, typed: string, atMost = 10) =>
  (
    await findCandidates(pageTexts, {
      ...{ query: parseQuery(typed), atMost, fields: { text: 1 } },
      within: (condition) => ({ hash: { $in: [hash] }, ...condition }),
    })
  ).map(({ text }) => text);

test('whatever matches is a candidate', async () => {
  const cases = [
    ['a distrib-\nuted system', 'distributed syst'],
    ['a distrib-\nuted system', 'distrib'],
    ['naïve Bayes', 'nai BAYES'],
    ['分布式系统', '布式'],
    ['p99 of 3.14', '3.14 p99'],
    ['an e-mail', 'email'],
    ['an email', 'e-mail'],
    ['the cooccurrence', 'co-occur'],
    ['ab𐌰𐌱 is written', 'ab𐌰'],
  ] as const;
  for (const [at, [text, typed]] of cases.entries()) {
    const hash = `case${String(at)}`;
    await add(hash, [text, 'something else']);
    expect(findMatches(text, parseQuery(typed))).not.toBeNull();
    expect(await find(hash, typed)).toEqual([text]);
  }
});

test('whole words come first where not all are taken', async () => {
  await add('many', [...Array.from({ length: 30 }, () => 'leases are many'), 'a lease is one']);
  const found = await find('many', 'lease', 5);
  expect(found).toHaveLength(5);
  expect(found[0]).toBe('a lease is one');
});

test('a frequent word is looked for where it may be found, and not in all there is', async () => {
  await add('own', ['the authors say', 'nobody says']);
  for (let other = 0; other < 50; other += 1) await add(`other${String(other)}`, ['the authors', 'authors']);
  for (const condition of conditionsFor(parseQuery('authors the'))) {
    const explained = (await pageTexts
      .find({ hash: { $in: ['own', 'missing'] }, ...condition })
      .explain('executionStats')) as unknown as { executionStats: { totalKeysExamined: number } };
    expect(explained.executionStats.totalKeysExamined).toBeLessThan(8);
  }
  expect(await find('own', 'the aut')).toEqual(['the authors say']);
});
