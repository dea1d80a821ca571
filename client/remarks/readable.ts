// Reads a part of a review as it is drawn: its text, where each character of it stands in the page, and back again.
import {
  condense,
  toCondensedRange,
  toOrdinaryRange,
  type CondensedText,
  type Range as Stretch,
} from '#shared/annotations/page-text.ts';
import { placeLimits, type Passage } from '#shared/remarks/place.ts';

/** A run of text in the page, or a formula, which is one thing: its text is its TeX. */
interface Spot {
  readonly start: number;
  readonly end: number;
  readonly node: Text | Element;
}

/** What a part reads like. Remarks are anchored here, not in the Markdown: it is what people see and mark. */
export interface Readable extends CondensedText {
  readonly text: string;
  readonly spots: readonly Spot[];
}

const blocks = new Set(
  'P LI UL OL H1 H2 H3 H4 H5 H6 BLOCKQUOTE PRE TABLE TR TD TH DIV SECTION HR'.split(' '),
);
const texOf = (formula: Element): string =>
  (formula.querySelector('annotation[encoding="application/x-tex"]') ?? formula).textContent;

export const readPart = (root: Element): Readable => {
  let text = '';
  const spots: Spot[] = [];
  const put = (node: Text | Element, words: string) => {
    if (words === '') return;
    spots.push({ start: text.length, end: text.length + words.length, node });
    text += words;
  };
  // White space is no part of a place, but keeps sentences of two paragraphs apart.
  const breakLine = () => {
    if (text !== '' && !/\s$/.test(text)) text += '\n';
  };
  const walk = (element: Element) => {
    for (const child of element.childNodes) {
      if (child instanceof Text) put(child, child.data);
      else if (!(child instanceof Element)) continue;
      else if (child.localName === 'math') put(child, texOf(child));
      else {
        const isBlock = blocks.has(child.tagName);
        if (isBlock) breakLine();
        walk(child);
        if (isBlock) breakLine();
      }
    }
  };
  walk(root);
  return { text, spots, ...condense(text) };
};

/** The range of the page that a stretch of condensed characters covers; null where there is nothing. */
export const rangeOf = (readable: Readable, stretch: Stretch): Range | null => {
  const ordinary = toOrdinaryRange(readable, stretch);
  if (!ordinary) return null;
  const first = readable.spots.find(({ end }) => end > ordinary.start);
  const last = readable.spots.findLast(({ start }) => start < ordinary.end);
  if (!first || !last) return null;
  const range = document.createRange();
  if (first.node instanceof Text) range.setStart(first.node, Math.max(0, ordinary.start - first.start));
  else range.setStartBefore(first.node);
  if (last.node instanceof Text)
    range.setEnd(last.node, Math.min(last.node.length, ordinary.end - last.start));
  else range.setEndAfter(last.node);
  return range;
};

/** What of a part a range of the page covers, in ordinary offsets; formulas whole. */
const coveredBy = ({ spots }: Readable, range: Range): Stretch | null => {
  let [start, end] = [Infinity, -Infinity];
  for (const { node, start: at, end: until } of spots) {
    if (!range.intersectsNode(node)) continue;
    const isText = node instanceof Text;
    const from = isText && node === range.startContainer ? range.startOffset : 0;
    const to = isText && node === range.endContainer ? range.endOffset : until - at;
    if (to <= from) continue;
    start = Math.min(start, at + from);
    end = Math.max(end, at + to);
  }
  return end > start ? { start, end } : null;
};

/** Half of a character beyond the first 65,536 is none. */
const whole = (text: string): string => text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');

/** The passage of a condensed stretch; null when it is empty or longer than a passage may be. */
export const passageAt = (readable: Readable, stretch: Stretch): Passage | null => {
  const ordinary = toOrdinaryRange(readable, stretch);
  if (!ordinary) return null;
  const { text } = readable;
  const exact = text.slice(ordinary.start, ordinary.end);
  if (exact.length > placeLimits.exact) return null;
  return {
    quote: {
      exact,
      prefix: whole(text.slice(Math.max(0, ordinary.start - placeLimits.context), ordinary.start)),
      suffix: whole(text.slice(ordinary.end, ordinary.end + placeLimits.context)),
    },
    position: stretch,
  };
};

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}\p{M}]/u.test(character);

/** To the ends of the words it begins and ends in: hands are not that exact, and half a word says nothing. */
const toWords = ({ text }: Readable, { start, end }: Stretch): Stretch => {
  let [from, to] = [start, end];
  while (isWord(text[from]) && isWord(text[from - 1])) from -= 1;
  while (isWord(text[to - 1]) && isWord(text[to])) to += 1;
  return { start: from, end: to };
};

/** The condensed stretch of the words that a range of the page touches; null when it covers no character. */
export const stretchOf = (readable: Readable, range: Range): Stretch | null => {
  const ordinary = coveredBy(readable, range);
  const stretch = ordinary && toCondensedRange(readable, toWords(readable, ordinary));
  return stretch && stretch.end > stretch.start ? stretch : null;
};
