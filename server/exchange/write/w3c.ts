// Writes threads as a W3C Web Annotation collection (JSON-LD): https://www.w3.org/TR/annotation-model/.
import { isTextTarget, type Rect, type Target, type TextTarget } from '#shared/annotations/anchor.ts';
import type { Kind } from '#shared/annotations/kinds.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { around, toShown, type ShownPage } from '#server/exchange/shown-page.ts';
import {
  changedAt,
  documentAddress,
  stands,
  threadAddress,
  type Material,
  type PageTexts,
  type Post,
} from './material.ts';
import { portable } from './words.ts';

export type Json = Readonly<Record<string, unknown>>;

export const annotationContext = 'http://www.w3.org/ns/anno.jsonld';
/** The name under which the model (section 4.2.1) knows the fragments of PDFs; RFC 8118 has the same ones. */
const pdfFragments = 'http://tools.ietf.org/rfc/rfc3778';

/** The model's own words for why something was annotated (section 3.3.5). */
const motivations: Readonly<Record<Kind, string>> = {
  plain: 'commenting',
  question: 'questioning',
  insight: 'commenting',
  limitation: 'assessing',
  connection: 'linking',
  reading: 'commenting',
};

type Around = Pick<Material, 'document' | 'readingQuestions' | 'origin'>;

/** What differs between a file that leaves and an address that is kept: how a post is called, and how its words are put. */
export interface Manner {
  idOf(thread: ThreadView, reply?: Post): string;
  wordsOf(text: string): string;
}

/** Writes the collection piece by piece; joined they are one JSON text. Positions count code points of the page's text. */
export function* writeW3c(material: Material, texts: PageTexts): Generator<string> {
  const manner: Manner = {
    idOf: (thread, reply) => threadAddress(material, thread.id) + (reply ? `#${reply.id}` : ''),
    wordsOf: (text) => portable(text, material.origin),
  };
  const annotations = material.threads.flatMap((thread) => [
    threadAnnotation(material, texts, thread, manner),
    ...thread.replies.filter(stands).map((reply) => replyAnnotation(material, thread, reply, manner)),
  ]);
  const id = `${material.origin}/api/documents/${material.document.id}/export/jsonld`;
  const head: Json = {
    '@context': annotationContext,
    id,
    type: 'AnnotationCollection',
    label: material.document.title,
    total: annotations.length,
  };
  const open = JSON.stringify(head).slice(0, -1);
  if (annotations.length === 0) {
    // A page without items would not be one (section 5.2).
    yield `${open}}\n`;
    return;
  }
  const page = JSON.stringify({ id: `${id}#all`, type: 'AnnotationPage', partOf: id, startIndex: 0 });
  yield `${open},"first":${page.slice(0, -1)},"items":[\n`;
  for (const [index, annotation] of annotations.entries())
    yield (index === 0 ? '' : ',\n') + JSON.stringify(annotation);
  yield '\n]}}\n';
}

/** Without a context, as it stands inside of a page. */
export function threadAnnotation(around: Around, texts: PageTexts, thread: ThreadView, manner: Manner): Json {
  const tags: Json[] = [
    { type: 'TextualBody', purpose: 'tagging', format: 'text/plain', value: thread.kind },
  ];
  const question =
    thread.readingQuestion === null ? undefined : around.readingQuestions[thread.readingQuestion];
  if (question !== undefined)
    tags.push({ type: 'TextualBody', purpose: 'describing', format: 'text/plain', value: question });
  return {
    ...about(around, thread, manner.idOf(thread)),
    motivation: stands(thread) ? motivations[thread.kind] : 'highlighting',
    body: [...wordsOf(manner, thread, 'commenting'), ...tags],
    target: thread.anchor.targets.map((target) => targetOf(around, texts, thread, target)),
  };
}

/** The same for a reply, whose target is its thread. */
export const replyAnnotation = (around: Around, thread: ThreadView, reply: Post, manner: Manner): Json => ({
  ...about(around, reply, manner.idOf(thread, reply)),
  motivation: 'replying',
  body: wordsOf(manner, reply, 'replying'),
  target: manner.idOf(thread),
});

const about = (around: Around, post: Post, id: string): Json => ({
  id,
  type: 'Annotation',
  created: post.postedAt,
  modified: changedAt(post),
  creator: {
    id: `${documentAddress(around)}#person-${post.authorId}`,
    type: 'Person',
    name: post.authorName,
  },
});

const wordsOf = (manner: Manner, post: Post, purpose: string) =>
  stands(post) && post.text !== ''
    ? [{ type: 'TextualBody', purpose, format: 'text/markdown', value: manner.wordsOf(post.text) }]
    : [];

function targetOf({ origin, document }: Around, texts: PageTexts, thread: ThreadView, target: Target): Json {
  const { fileHash } = thread.anchor;
  const page = document.pages[target.page];
  const isPresent = fileHash === document.fileHash;
  const number = `page=${String(target.page + 1)}`;
  const fragment = (value: string, refinedBy?: Json): Json => ({
    ...{ type: 'FragmentSelector', conformsTo: pdfFragments, value },
    ...(refinedBy ? { refinedBy } : {}),
  });
  const range = isTextTarget(target) && isPresent ? rangeOf(target, texts[target.page]) : null;
  return {
    type: 'SpecificResource',
    source: `${origin}/api/documents/${document.id}/files/${fileHash}`,
    selector: [
      ...(isTextTarget(target) ? [{ type: 'TextQuoteSelector', ...target.quote }] : []),
      ...(range ? [fragment(number, { type: 'TextPositionSelector', ...range })] : []),
      // The boxes of another file's pages are not known: the page alone is right.
      ...(page && isPresent
        ? [fragment(`${number}&viewrect=${viewrect(page, target.rects)}`, svgOf(page, target.rects))]
        : [fragment(number)]),
    ],
  };
}

const codePoints = (text: string): number => [...text].length;

function rangeOf({ position }: TextTarget, text: string | undefined): { start: number; end: number } | null {
  const range = text === undefined ? null : toOrdinaryRange(condense(text), position);
  if (text === undefined || !range) return null;
  const start = codePoints(text.slice(0, range.start));
  return { start, end: start + codePoints(text.slice(range.start, range.end)) };
}

/** `left,top,width,height` in points of the shown page. */
const viewrect = (page: ShownPage, rects: readonly Rect[]): string => {
  const { x, y, width, height } = toShown(page, around(rects));
  return [x, y, width, height].join(',');
};

/** Every rectangle by itself, in the same points: what a passage of several lines really covers. */
const svgOf = (page: ShownPage, rects: readonly Rect[]): Json => ({
  type: 'SvgSelector',
  value: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(page.width)} ${String(page.height)}">${rects
    .map((rect) => toShown(page, rect))
    .map(
      ({ x, y, width, height }) =>
        `<rect x="${String(x)}" y="${String(y)}" width="${String(width)}" height="${String(height)}"/>`,
    )
    .join('')}</svg>`,
});
