/** @jest-environment #tests/support/browser-environment.ts */
// Where a remark sits: read from what is drawn, found again in a newer version, checked against the Markdown on the server.
import { expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import type { RemarkView } from '#shared/remarks/contract.ts';
import type { Passage } from '#shared/remarks/place.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { createFinder } from '#client/remarks/find-passage.ts';
import { knownIn, withoutNews } from '#client/remarks/held-news.ts';
import { passageAt, rangeOf, readPart, stretchOf, type Readable } from '#client/remarks/readable.ts';
import { sentenceAt, sentencesOf } from '#client/remarks/sentences.ts';
import { isQuoteOf } from '#server/remarks/check-place.ts';
import { render } from '#tests/support/render.tsx';

const markdown = `Leases **expire**, see [the proof](/documents/x?passage=1.0-4). So $x^2 > y$ holds.

- A *quiet* point & more
- It ends. It ends.

> Quoted 🦉 owls`;

/** The part as the page draws it. */
const draw = async (text: string): Promise<Readable> => {
  const { container } = render(<Markdown text={text} />);
  // Plain text until the renderer is there.
  await screen.findByText('expire');
  return readPart(container);
};
const passageOf = (readable: Readable, words: string, nth = 0): Passage => {
  const plain = words.replace(/\s/g, '');
  let start = readable.condensed.indexOf(plain);
  for (let i = 0; i < nth; i++) start = readable.condensed.indexOf(plain, start + 1);
  const passage = passageAt(readable, { start, end: start + plain.length });
  if (!passage) throw new Error(`“${words}” is not there`);
  return passage;
};

test('a part reads as it is drawn: no marks, no addresses, a formula as its TeX, lines apart', async () => {
  const readable = await draw(markdown);
  expect(readable.text.split('\n').filter((line) => line.trim() !== '')).toEqual([
    'Leases expire, see the proof. So x^2 > y holds.',
    'A quiet point & more',
    'It ends. It ends.',
    'Quoted 🦉 owls',
  ]);
  for (const words of ['Leases expire', 'proof. So x^2 > y holds', 'It ends.', 'Quoted 🦉'])
    expect(isQuoteOf(passageOf(readable, words).quote.exact, markdown)).toBe(true);
  expect(isQuoteOf('Leases never end and nobody knows', markdown)).toBe(false);
  expect(isQuoteOf('documents', markdown)).toBe(false);
  expect(isQuoteOf('—', markdown)).toBe(false);
});

test('a range of the page and its stretch lead to each other; formulas and words are whole', async () => {
  const readable = await draw(markdown);
  for (const words of ['Leases expire, see the proof.', 'A quiet point', 'owls']) {
    const { position, quote } = passageOf(readable, words);
    const range = rangeOf(readable, position);
    expect(range && stretchOf(readable, range)).toEqual(position);
    expect(range?.toString().replace(/\s+/g, ' ')).toBe(quote.exact.replace(/\s+/g, ' '));
  }
  const range = document.createRange();
  const math = document.querySelector('math');
  const expire = screen.getByText('expire').firstChild;
  if (!math || !expire) throw new Error('Not drawn');
  range.setStart(expire, 2);
  const inside = math.querySelector('mi')?.firstChild;
  range.setEnd(inside ?? math, 1);
  const stretch = stretchOf(readable, range);
  expect(stretch && passageAt(readable, stretch)?.quote.exact).toBe('expire, see the proof. So x^2 > y');
  // No half of a character at the edge of what stands around.
  const { quote } = passageOf(readable, 'owls');
  expect(quote.prefix).not.toMatch(/^[\uDC00-\uDFFF]/);
});

test('sentences, and the one in which a stretch begins', async () => {
  const readable = await draw(markdown);
  const words = sentencesOf(readable).map((one) => passageAt(readable, one)?.quote.exact);
  expect(words).toEqual([
    ...['Leases expire, see the proof.', 'So x^2 > y holds.', 'A quiet point & more', 'It ends.', 'It ends.'],
    'Quoted 🦉 owls',
  ]);
  const { position } = passageOf(readable, 'proof. So x^2');
  const sentence = sentenceAt(readable, position);
  expect(sentence && passageAt(readable, sentence)?.quote.exact).toBe('Leases expire, see the proof.');
});

test('a passage is found at its place, moved, restyled or polished, and not where it is gone', () => {
  const condense = (text: string) => text.replace(/\s/g, '');
  const before = 'First of all. The lease expires after ten seconds. It ends. Later it ends. It ends. Done.';
  const passage = (words: string, nth = 0): Passage => {
    let at = before.indexOf(words);
    for (let i = 0; i < nth; i++) at = before.indexOf(words, at + 1);
    const start = condense(before.slice(0, at)).length;
    return {
      quote: {
        exact: words,
        prefix: before.slice(Math.max(0, at - 48), at),
        suffix: before.slice(at + words.length, at + words.length + 48),
      },
      position: { start, end: start + condense(words).length },
    };
  };
  const foundIn = (text: string, one: Passage) => {
    const stretch = createFinder(condense(text))(one);
    return stretch && condense(text).slice(stretch.start, stretch.end);
  };
  const placeIn = (text: string, one: Passage) => createFinder(condense(text))(one)?.start;
  const lease = passage('The lease expires after ten seconds.');
  expect(placeIn(before, lease)).toBe(lease.position.start);
  expect(placeIn(`A new beginning. ${before}`, lease)).toBe(lease.position.start + 'Anewbeginning.'.length);
  expect(foundIn('“the LEASE expires after ten seconds”', lease)).toBe('theLEASEexpiresaftertenseconds');
  expect(foundIn('Then the lease expired after twelve seconds, so.', lease)).toMatch(
    /^.?helease.*seconds.?$/,
  );
  expect(foundIn('Nothing of that kind is said here any more, by anybody.', lease)).toBeNull();
  // The same words three times: told apart by what stands around them.
  for (const nth of [0, 1]) {
    const one = passage('It ends.', nth);
    expect(placeIn(before, one)).toBe(one.position.start);
    expect(placeIn(`Much is new here. ${before}`, one)).toBe(one.position.start + 14);
  }
  expect(foundIn('It is over.', passage('It ends.'))).toBeNull();
});

test('what others say meanwhile waits and is counted; one’s own and what is gone do not wait', () => {
  const post = (id: string, isOwn = false, replies: object[] = []) =>
    ({ id, isOwn, text: id, replies }) as unknown as RemarkView;
  const known = knownIn([post('a', false, [post('a1')]), post('b')]);
  const now = [post('a', false, [post('a1'), post('a2'), post('a3', true)]), post('c'), post('d', true)];
  const { shown, waiting } = withoutNews(now, known);
  expect(shown.map(({ id, replies }) => [id, replies.map((reply) => reply.id)])).toEqual([
    ['a', ['a1', 'a3']],
    ['d', []],
  ]);
  expect(waiting).toBe(2);
  expect(withoutNews(now, knownIn(now)).waiting).toBe(0);
});
