// Reads W3C Web Annotations (JSON-LD): a collection, a page, a list or a single one.
import { gatherBy } from '#shared/kernel/gather.ts';
import { fromShown, type ShownBox, type ShownPage } from '#server/exchange/shown-page.ts';
import type { Incoming, IncomingTarget } from './incoming.ts';
import { hasType, isRecord, listOf, recordsIn, textAt } from './json.ts';

type Loose = Readonly<Record<string, unknown>>;

export const isW3c = (json: unknown): boolean => annotationsIn(json).length > 0 || isEmptyCollection(json);

const isEmptyCollection = (json: unknown): boolean => isRecord(json) && hasType(json, 'AnnotationCollection');

/** Everything called an Annotation; pages that stand behind an address are not fetched. */
const annotationsIn = (json: unknown): Loose[] =>
  recordsIn(json).flatMap((record) => {
    if (hasType(record, 'Annotation')) return [record];
    return [record['first'], record['items'], record['@graph']].flatMap(annotationsIn);
  });

export const idOf = (record: Loose): string => textAt(record, 'id') || textAt(record, '@id');

/** `pages` are the document's, to bring boxes into PDF user space. */
export const readW3c = (json: unknown, pages: readonly ShownPage[]): Incoming[] => {
  const annotations = annotationsIn(json);
  const ids = new Set(annotations.map(idOf).filter((id) => id !== ''));
  const parentOf = (annotation: Loose): string | undefined =>
    listOf(annotation['target'])
      .map((target) => (isRecord(target) ? idOf(target) || textAt(target, 'source') : target))
      .find((target): target is string => typeof target === 'string' && ids.has(target));
  const repliesTo = gatherBy(annotations, parentOf);
  /** Replies to replies follow each other; whoever is met twice is left out. */
  const thread = (annotation: Loose, met = new Set<Loose>()): Loose[] =>
    (repliesTo.get(idOf(annotation)) ?? []).flatMap((reply) => {
      if (met.has(reply)) return [];
      met.add(reply);
      return [reply, ...thread(reply, met)];
    });
  return annotations
    .filter((annotation) => parentOf(annotation) === undefined)
    .map((annotation) => ({
      key: idOf(annotation),
      author: authorOf(annotation),
      text: textOf(annotation),
      hints: [
        ...bodiesOf(annotation, ['tagging', 'classifying']),
        ...listOf(annotation['motivation']).map(String),
      ],
      targets: listOf(annotation['target']).map((target) => targetOf(target, pages)),
      replies: thread(annotation)
        .map((reply) => ({ author: authorOf(reply), text: textOf(reply) }))
        .filter(({ text }) => text !== ''),
    }));
};

const authorOf = (annotation: Loose): string =>
  recordsIn(annotation['creator'])
    .map((creator) => textAt(creator, 'name') || textAt(creator, 'nickname'))
    .find((name) => name !== '') ?? '';

const aside = ['tagging', 'classifying', 'describing', 'identifying', 'linking'];

const textOf = (annotation: Loose): string => {
  const words = recordsIn(annotation['body'])
    .filter((body) => !listOf(body['purpose']).some((purpose) => aside.includes(String(purpose))))
    .map((body) => textAt(body, 'value') || textAt(body, 'chars'));
  const links = listOf(annotation['body']).filter((body) => typeof body === 'string');
  return [textAt(annotation, 'bodyValue'), ...words, ...links].filter((text) => text !== '').join('\n\n');
};

const bodiesOf = (annotation: Loose, purposes: readonly string[]): string[] =>
  recordsIn(annotation['body'])
    .filter((body) => listOf(body['purpose']).some((purpose) => purposes.includes(String(purpose))))
    .map((body) => textAt(body, 'value'));

/** A selector with all that refine it. */
export const chainOf = (selector: Loose, depth = 0): Loose[] => [
  selector,
  ...(depth > 10 ? [] : recordsIn(selector['refinedBy']).flatMap((finer) => chainOf(finer, depth + 1))),
];

const targetOf = (target: unknown, pages: readonly ShownPage[]): IncomingTarget => {
  const selectors = isRecord(target) ? recordsIn(target['selector']).flatMap((one) => chainOf(one)) : [];
  const quote = selectors.find((selector) => hasType(selector, 'TextQuoteSelector'));
  const fragments = [
    ...selectors
      .filter((selector) => hasType(selector, 'FragmentSelector'))
      .map((one) => textAt(one, 'value')),
    // An address of a PDF may carry the same itself.
    typeof target === 'string' ? target : isRecord(target) ? textAt(target, 'source') || idOf(target) : '',
  ];
  const page = fragments.map(pageIn).find((found) => found !== null) ?? null;
  const shown = page === null ? undefined : pages[page];
  const drawn = selectors
    .filter((selector) => hasType(selector, 'SvgSelector'))
    .flatMap((selector) => boxesIn(textAt(selector, 'value')));
  const boxes = drawn.length > 0 ? drawn : fragments.flatMap(viewrectIn);
  return {
    page,
    exact: quote ? textAt(quote, 'exact') : '',
    prefix: quote ? textAt(quote, 'prefix') : '',
    suffix: quote ? textAt(quote, 'suffix') : '',
    rects: shown ? boxes.map((box) => fromShown(shown, box)) : [],
  };
};

/** Of a fragment such as `page=3`; from 0. */
export const pageIn = (fragment: string): number | null => {
  const number = Number(/(?:^|[#&?])page=(?<page>\d{1,5})(?:&|$)/.exec(fragment)?.groups?.['page'] ?? 0);
  return number > 0 ? number - 1 : null;
};

const viewrectIn = (fragment: string): ShownBox[] => {
  const numbers = /(?:^|[#&])viewrect=(?<numbers>[\d.,-]+)/.exec(fragment)?.groups?.['numbers'];
  const [x, y, width, height] = (numbers ?? '').split(',').map(Number);
  return boxFrom(x, y, width, height);
};

/** Only plain rectangles: a path may be anything. */
const boxesIn = (svg: string): ShownBox[] =>
  [...svg.slice(0, 100_000).matchAll(/<rect\b(?<attributes>[^>]*)>/g)].flatMap(({ groups }) => {
    const number = (name: string): number =>
      Number(
        new RegExp(`\\b${name}="(?<value>-?[\\d.]+)"`).exec(groups?.['attributes'] ?? '')?.groups?.['value'],
      );
    return boxFrom(number('x'), number('y'), number('width'), number('height'));
  });

const boxFrom = (x = NaN, y = NaN, width = NaN, height = NaN): ShownBox[] =>
  [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0 ? [{ x, y, width, height }] : [];
