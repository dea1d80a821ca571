/** @jest-environment #tests/support/browser-environment.ts */
// What people may point at inside of their texts is drawn from this server alone, and nothing of it acts.
import { describe, expect, test } from '@jest/globals';
import { imageAddress } from '#shared/annotations/images.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { placeOfAddress } from '#client/annotations/place-of-address.ts';
import { postParts } from '#client/annotations/post-parts.tsx';
import { ReadingContext, type Reading } from '#client/annotations/reading-context.ts';
import { MarkdownPartsContext } from '#client/kit/markdown-parts.ts';
import MarkdownRendered from '#client/kit/MarkdownRendered.tsx';
import { startApp } from '#tests/support/app.ts';
import { browseAs, render } from '#tests/support/render.tsx';
import { gatherReaders } from './read-document.ts';

const app = await startApp();
const { ben, course, document } = await gatherReaders(app);
const reading: Reading = {
  document,
  member: { personId: ben.personId, courseId: course.id, role: 'student' },
  questions: [],
};
const draw = (text: string): Element => {
  browseAs(ben);
  const drawn = render(
    <ReadingContext value={reading}>
      <MarkdownPartsContext value={postParts}>
        <MarkdownRendered text={text} />
      </MarkdownPartsContext>
    </ReadingContext>,
  ).container.querySelector('.markdown');
  if (!drawn) throw new Error('nothing was drawn');
  return drawn;
};
const picture = imageAddress(document.id, newId());

test('a stored picture is drawn, with its description and only when it comes near', () => {
  const image = draw(`![the curve](${picture})`).querySelector('img');
  expect(image?.getAttribute('src')).toBe(picture);
  expect(image?.alt).toBe('the curve');
  expect(image?.getAttribute('loading')).toBe('lazy');
});

describe('no other address becomes a picture', () => {
  test.each([
    'https://evil.example/who-reads.png',
    `https://evil.example${picture}`,
    `//evil.example${picture}`,
    `${picture}/../../../account`,
    `${picture}?then=https://evil.example`,
    `${picture}#x`,
    '/api/account',
    'data:image/svg+xml,<svg/onload=alert(1)>',
    'javascript:alert(1)',
    `person:${newId()}`,
    'blob:https://evil.example/x',
  ])('%s', (address) => {
    const drawn = draw(`![words](<${address}>)`);
    expect(drawn.querySelector('img, .mention')).toBeNull();
    expect(drawn.textContent).toContain('words');
    const href = drawn.querySelector('a')?.getAttribute('href') ?? '/';
    expect(href).toMatch(/^(https?:\/)?\//);
  });
});

describe('no address of a person becomes a link', () => {
  test.each([
    `[@Ben](person:${ben.personId})`,
    '[@Ben](person:javascript:alert(1))',
    '[@Ben](person://evil.example/)',
    '[@Ben](PERSON:x)',
    '[x](person:)',
    `<person:${ben.personId}>`,
    '[x](personal:alert)',
    '[x](javascript:person:x)',
  ])('%s', (text) => {
    const drawn = draw(text);
    expect(drawn.querySelector('a[href]')).toBeNull();
    for (const element of drawn.querySelectorAll('*'))
      for (const { name } of element.attributes) expect(name).not.toMatch(/^(on|src|href)/);
  });
});

describe('where an address leads', () => {
  const [here, there] = ['https://papers.example.org', newId()];
  test('into documents of this server only', () => {
    const thread = newId();
    expect(placeOfAddress(`/documents/${there}?thread=${thread}&post=x`, here)).toEqual({
      documentId: there,
      thread,
    });
    expect(placeOfAddress(`${here}/documents/${there}?passage=3.10-40`, here)).toEqual({
      documentId: there,
      passage: '3.10-40',
    });
    for (const address of [
      `https://evil.example/documents/${there}`,
      `//evil.example/documents/${there}`,
      `javascript:/documents/${there}`,
      `/documents/${there}/files`,
      '/documents/../api/account',
      '',
    ])
      expect(placeOfAddress(address, here)).toBeNull();
  });
});
