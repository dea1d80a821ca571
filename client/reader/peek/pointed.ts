// What the pointer or the focus is on, that one may peek at: an internal link, or a mention in running text.
import { mentionAt } from './mention.ts';
import type { Destination } from '#client/reader/destinations.ts';
import type { Mention } from './mention.ts';

export type Pointed =
  { link: HTMLAnchorElement; destination: Destination } | { mention: Mention; page: number; range: Range };

/** Characters to either side of the pointer that are looked at: runs are often single words. */
const reach = 40;

/** pdf.js writes the destination into the address: a name, or an array as JSON. */
export function linkOf(target: EventTarget | null): Pointed | null {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('.linkAnnotation a') : null;
  const address = link?.getAttribute('href');
  if (!link || !address?.startsWith('#') || address.length < 2) return null;
  const name = decodeEscapes(address.slice(1));
  try {
    const parsed: unknown = JSON.parse(name);
    return { link, destination: Array.isArray(parsed) ? parsed : name };
  } catch {
    return { link, destination: name };
  }
}

/** The inverse of the old `escape`, which pdf.js uses: %XX is a Latin-1 character, %uXXXX a UTF-16 unit. */
const decodeEscapes = (escaped: string) =>
  escaped.replace(/%u(?<long>[0-9a-f]{4})|%(?<short>[0-9a-f]{2})/giu, (_, long?: string, short?: string) =>
    String.fromCharCode(parseInt(long ?? short ?? '', 16)),
  );

export function mentionUnder(x: number, y: number): Pointed | null {
  const at = caretAt(x, y);
  const layer = at && layerOf(at.node);
  if (!layer) return null;
  const { text, offset, pieces } = surroundings(layer.element, at, reach);
  const mention = mentionAt(text, offset);
  if (!mention) return null;
  const range = rangeOf(mention, pieces);
  // The nearest letter may still be far: beside the end of a line, for instance.
  const isOn = Array.from(range.getClientRects()).some(
    (box) => x >= box.left - 4 && x <= box.right + 4 && y >= box.top - 2 && y <= box.bottom + 2,
  );
  return isOn ? { mention, page: layer.page, range } : null;
}

/** The first mention that any of the words in a range belong to, looked for on the page where it begins. */
export function mentionIn(words: Range): Pointed | null {
  const node = words.startContainer;
  const layer = layerOf(node);
  if (!layer || !(node instanceof Text)) return null;
  const { length } = words.toString();
  const { text, offset, pieces } = surroundings(
    layer.element,
    { node, offset: words.startOffset },
    length + reach,
  );
  // Line ends are in the text and not in the range: some letters too many are looked at.
  for (let at = offset; at < Math.min(text.length, offset + length); at++) {
    const mention = mentionAt(text, at);
    if (mention && mention.end > offset)
      return { mention, page: layer.page, range: rangeOf(mention, pieces) };
  }
  return null;
}

/** The text layer that a node is in, and its page, from 0. */
function layerOf(node: Node): { element: Element; page: number } | null {
  const element = node.parentElement?.closest('.textLayer');
  const page = element?.closest<HTMLElement>('.page')?.dataset['pageNumber'];
  return element && page !== undefined ? { element, page: Number(page) - 1 } : null;
}

function rangeOf(mention: Mention, pieces: readonly Piece[]): Range {
  const range = document.createRange();
  for (const { node, start } of pieces) {
    const within = (place: number) => place >= start && place <= start + node.length;
    if (within(mention.start)) range.setStart(node, mention.start - start);
    if (within(mention.end)) {
      range.setEnd(node, mention.end - start);
      break;
    }
  }
  return range;
}

interface Caret {
  node: Text;
  offset: number;
}

function caretAt(x: number, y: number): Caret | null {
  // Missing in Safari before 18.4: there, links alone can be peeked at.
  if (!('caretPositionFromPoint' in document)) return null;
  const at = document.caretPositionFromPoint(x, y);
  return at?.offsetNode instanceof Text ? { node: at.offsetNode, offset: at.offset } : null;
}

interface Piece {
  node: Text;
  start: number;
}

/** The text before a place and so many characters after it, as the layer has it, with its line ends. */
function surroundings(layer: Element, { node, offset }: Caret, reachAfter: number) {
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const before: (Text | '\n')[] = [];
  walker.currentNode = node;
  for (let length = offset; length < reach;) {
    const previous = walker.previousNode();
    if (!previous) break;
    if (previous instanceof HTMLBRElement) before.unshift('\n');
    if (!(previous instanceof Text)) continue;
    before.unshift(previous);
    length += previous.length;
  }
  const after: (Text | '\n')[] = [];
  walker.currentNode = node;
  for (let length = node.length - offset; length < reachAfter;) {
    const next = walker.nextNode();
    if (!next) break;
    if (next instanceof HTMLBRElement) after.push('\n');
    if (!(next instanceof Text)) continue;
    after.push(next);
    length += next.length;
  }
  const pieces: Piece[] = [];
  let text = '';
  let place = 0;
  for (const part of [...before, node, ...after]) {
    if (part === node) place = text.length + offset;
    if (part !== '\n') pieces.push({ node: part, start: text.length });
    text += part === '\n' ? '\n' : part.data;
  }
  return { text, offset: place, pieces };
}
