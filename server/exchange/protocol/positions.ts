// Spells out targets that count characters of a page: the words that stand there, and what stands around them.
import { condense } from '#shared/annotations/page-text.ts';
import { countAt, hasType, isRecord, listOf, recordsIn, textAt } from '#server/exchange/read/json.ts';
import { chainOf, pageIn } from '#server/exchange/read/w3c.ts';

type Loose = Readonly<Record<string, unknown>>;

const contextLength = 32;

/** Words that say something else than the position are believed, and the position is not looked at. */
const spellOut = (target: Loose, texts: readonly string[]): Loose => {
  const selectors = recordsIn(target['selector']).flatMap((one) => chainOf(one));
  const position = selectors.find((selector) => hasType(selector, 'TextPositionSelector'));
  const page = selectors
    .filter((selector) => hasType(selector, 'FragmentSelector'))
    .map((selector) => pageIn(textAt(selector, 'value')))
    .find((found) => found !== null);
  const [start, end] = position ? [countAt(position, 'start'), countAt(position, 'end')] : [null, null];
  if (page === undefined || start === null || end === null || end <= start) return target;
  // The model (section 4.2.5) counts characters, not the halves of which some are made here.
  const characters = [...(texts[page] ?? '')];
  const exact = characters.slice(start, end).join('');
  const quote = selectors.find((selector) => hasType(selector, 'TextQuoteSelector'));
  const isOther = quote && condense(textAt(quote, 'exact')).condensed !== condense(exact).condensed;
  if (exact.trim() === '' || isOther) return target;
  const spelt = {
    ...{ type: 'TextQuoteSelector', exact },
    prefix: characters.slice(Math.max(start - contextLength, 0), start).join(''),
    suffix: characters.slice(end, end + contextLength).join(''),
  };
  return { ...target, selector: [spelt, ...recordsIn(target['selector'])] };
};

/** The same annotation; of the texts of the pages only those it names are looked at. */
export const withWords = (annotation: Loose, texts: readonly string[]): Loose => ({
  ...annotation,
  target: listOf(annotation['target']).map((target) => (isRecord(target) ? spellOut(target, texts) : target)),
});
