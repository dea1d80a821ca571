// Writes threads as Hypothesis exports and answers them: https://h.readthedocs.io/en/latest/api-reference/v1/.
import { isTextTarget, quoteFromTargets, type TextTarget } from '#shared/annotations/anchor.ts';
import { condense, toOrdinaryRange } from '#shared/annotations/page-text.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { toShown } from '#server/exchange/shown-page.ts';
import { around } from '#server/exchange/shown-page.ts';
import {
  changedAt,
  documentAddress,
  labelOf,
  stands,
  threadAddress,
  type Material,
  type PageTexts,
  type Post,
} from './material.ts';
import { portable } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

/** Writes the file piece by piece. Positions count, as Hypothesis does, the characters of all pages without their line ends. */
export function* writeHypothesis(material: Material, texts: PageTexts, exporter: Id): Generator<string> {
  const head = JSON.stringify({
    export_date: material.at.toISOString(),
    export_userid: userOf(material, exporter),
    client_version: 'Paperround',
  });
  const starts = pageStarts(texts);
  yield `${head.slice(0, -1)},"annotations":[`;
  let separator = '\n';
  for (const thread of material.threads)
    for (const row of rowsOf(material, texts, starts, thread)) {
      yield separator + JSON.stringify(row);
      separator = ',\n';
    }
  yield '\n]}\n';
}

const userOf = ({ origin }: Material, personId: Id): string => `acct:${personId}@${new URL(origin).hostname}`;

function rowsOf(material: Material, texts: PageTexts, starts: readonly number[], thread: ThreadView): Json[] {
  const target = [
    { source: documentAddress(material), selector: selectorsOf(material, texts, starts, thread) },
  ];
  const own = rowOf(material, thread, thread, { tags: [thread.kind], target });
  const replies = thread.replies.filter(stands).map((reply) =>
    rowOf(material, thread, reply, {
      tags: [],
      target: [{ source: documentAddress(material) }],
      references: [thread.id],
    }),
  );
  return [own, ...replies];
}

function rowOf(material: Material, thread: ThreadView, post: Post, more: Json): Json {
  const user = userOf(material, post.authorId);
  const isPrivate = thread.visibility === 'private';
  return {
    id: post.id,
    created: post.postedAt.replace('Z', '+00:00'),
    updated: changedAt(post).replace('Z', '+00:00'),
    user,
    user_info: { display_name: post.authorName },
    uri: documentAddress(material),
    text: portable(post.text, material.origin),
    group: '__world__',
    permissions: {
      read: [isPrivate ? user : 'group:__world__'],
      admin: [user],
      update: [user],
      delete: [user],
    },
    hidden: false,
    flagged: false,
    document: { title: [material.document.title] },
    links: {
      html: threadAddress(material, thread.id),
      incontext: threadAddress(material, thread.id),
    },
    ...more,
  };
}

function selectorsOf(
  material: Material,
  texts: PageTexts,
  starts: readonly number[],
  thread: ThreadView,
): Json[] {
  const { targets, fileHash } = thread.anchor;
  const [first] = targets;
  if (!first) return [];
  const isPresent = fileHash === material.document.fileHash;
  const passages = targets.filter(isTextTarget);
  const [begin, end] = [passages[0], passages.at(-1)];
  const from = begin && isPresent ? placeIn(begin, texts, starts)?.start : undefined;
  const to = end && isPresent ? placeIn(end, texts, starts)?.end : undefined;
  const page = material.document.pages[first.page];
  return [
    ...(from === undefined || to === undefined
      ? []
      : [{ type: 'TextPositionSelector', start: from, end: to }]),
    ...(begin && end
      ? [
          {
            type: 'TextQuoteSelector',
            exact: quoteFromTargets(passages),
            prefix: begin.quote.prefix,
            suffix: end.quote.suffix,
          },
        ]
      : []),
    // It anchors an area by its corners in user space and shows where they lie on the page.
    ...(!begin && page && isPresent
      ? [{ type: 'ShapeSelector', anchor: 'page', shape: shapeOf(around(first.rects)), view: viewOf(page) }]
      : []),
    { type: 'PageSelector', index: first.page, label: labelOf(material, first) },
  ];
}

const shapeOf = ([left, bottom, right, top]: readonly [number, number, number, number]): Json => ({
  type: 'rect',
  ...{ left, top, right, bottom },
});

const viewOf = (page: Parameters<typeof toShown>[0]): Json => {
  const [width, height] = page.rotation % 180 === 0 ? [page.width, page.height] : [page.height, page.width];
  return { left: page.left, top: page.bottom + height, right: page.left + width, bottom: page.bottom };
};

const withoutLineEnds = (text: string): string => text.replaceAll('\n', '');

/** How many characters stand before each page; as far as the text of all pages before it is known. */
function pageStarts(texts: PageTexts): number[] {
  const starts = [0];
  for (const text of texts) {
    if (text === undefined) break;
    starts.push((starts.at(-1) ?? 0) + withoutLineEnds(text).length);
  }
  return starts;
}

function placeIn(
  { page, position }: TextTarget,
  texts: PageTexts,
  starts: readonly number[],
): { start: number; end: number } | null {
  const text = texts[page];
  const before = starts[page];
  if (text === undefined || before === undefined) return null;
  const range = toOrdinaryRange(condense(withoutLineEnds(text)), position);
  return range && { start: before + range.start, end: before + range.end };
}
