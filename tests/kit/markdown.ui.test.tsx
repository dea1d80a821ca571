/** @jest-environment #tests/support/browser-environment.ts */
// What people write is drawn as Markdown with maths, and nothing of it can act in somebody else's page.
import { describe, expect, test } from '@jest/globals';
import { screen } from '@testing-library/react';
import MarkdownRendered from '#client/kit/MarkdownRendered.tsx';
import { render } from '#tests/support/render.tsx';

const draw = (text: string): Element => {
  const drawn = render(<MarkdownRendered text={text} />).container.querySelector('.markdown');
  if (!drawn) throw new Error('nothing was drawn');
  return drawn;
};

test('emphasis, lists, tables and code are drawn', () => {
  const drawn = draw('Is *this* `so`?\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n~~gone~~');
  expect(drawn.querySelector('em')?.textContent).toBe('this');
  expect(drawn.querySelector('code')?.textContent).toBe('so');
  expect(drawn.querySelectorAll('li')).toHaveLength(2);
  expect(drawn.querySelectorAll('td')).toHaveLength(2);
  expect(drawn.querySelector('del')?.textContent).toBe('gone');
});

test('maths becomes MathML, and maths that is none stays readable', () => {
  expect(draw('So $x^2$ holds.').querySelector('p > .katex math msup')).not.toBeNull();
  expect(draw('$$\n\\frac{a}{b}\n$$').querySelector('math[display="block"] mfrac')).not.toBeNull();
  expect(draw('$\\frac{a$').textContent).toContain('\\frac{a');
});

test('links open outside of the page, without telling it who came', () => {
  draw('[paper](https://example.org/p.pdf) and [here](/documents/1)');
  const outside = screen.getByRole<HTMLAnchorElement>('link', { name: 'paper' });
  expect(outside.target).toBe('_blank');
  expect(outside.rel).toBe('noopener noreferrer nofollow');
  expect(screen.getByRole<HTMLAnchorElement>('link', { name: 'here' }).target).toBe('');
});

const hostile = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '<svg onload=alert(1)><circle/></svg>',
  '<svg><script>alert(1)</script></svg>',
  '<a href="javascript:alert(1)" onclick="alert(1)">click</a>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<div style="position:fixed;inset:0" onmouseover=alert(1)>all</div>',
  '<form action="/api/account"><input autofocus onfocus=alert(1)><button>go</button></form>',
  '<style>@import url(https://evil.example)</style><link rel=stylesheet href=//evil.example>',
  '<b><p><table><td><img src=x onerror=alert(1)></table></b>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>',
  '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=javascript:alert(1)">',
  '[click](javascript:alert(1))',
  '[click](JaVaScRiPt:alert(1))',
  '[click](java&#x73;cript:alert(1))',
  '[click](&#1;javascript:alert(1))',
  '[click](data:text/html,<script>alert(1)</script>)',
  '[click](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)',
  '[click](vbscript:msgbox(1))',
  '<javascript:alert(1)>',
  '[click][evil]\n\n[evil]: javascript:alert(1)',
  '![picture](https://evil.example/who-reads.png)',
  '![picture](x"onerror="alert(1))',
  '![picture](data:image/svg+xml,<svg/onload=alert(1)>)',
  '`<img src=x onerror=alert(1)>`\n\n> <img src=x onerror=alert(1)>\n\n- <script>alert(1)</script>',
  '$\\href{javascript:alert(1)}{click}$',
  '$\\includegraphics{https://evil.example/who-reads.png}$',
  '$\\htmlData{x=1}{a}\\htmlStyle{position:fixed}{b}\\htmlClass{thread}{c}\\htmlId{root}{d}$',
  '$$\n<img src=x onerror=alert(1)>\n$$',
  '- [ ] <input type=image src=x onerror=alert(1)>',
  '[note][^1]\n\n[^1]: <img src=x onerror=alert(1)>',
];

// What Markdown, its tables and its maths are made of; whatever else stands in the page came from the writer.
const harmless =
  'div span p em strong del code pre blockquote ul ol li table thead tbody tr th td h1 h2 h3 sup section a br hr ' +
  'math semantics annotation mrow mi mo mn mtext mstyle msup mfrac mpadded mspace merror';
const isHarmlessLink = (address: string) => /^(https?:\/\/|mailto:|[/#]|$)/.test(address);

describe('hostile text is inert', () => {
  test.each(hostile)('%s', (text) => {
    for (const element of draw(text).querySelectorAll('*')) {
      expect(harmless.split(' ')).toContain(element.localName);
      for (const { name, value } of element.attributes) {
        expect(name).not.toMatch(/^(on|src|action|formaction|data-x|xlink)/);
        if (name === 'href') expect([value, isHarmlessLink(value)]).toEqual([value, true]);
        if (name === 'id') expect(value).toMatch(/^user-content-|^footnote-label$/);
        if (name === 'style') expect(value).not.toMatch(/position|url/);
      }
    }
  });
});
