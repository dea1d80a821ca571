// Threads as the notes of a PDF: one per page of a passage, the words on the first, replies beneath it.
import { isTextTarget, quoteFromTargets } from '#shared/annotations/anchor.ts';
import { kinds, type Kind } from '#shared/annotations/kinds.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { PdfNote } from '#server/exchange/pdf/notes.ts';
import { fromShown } from '#server/exchange/shown-page.ts';
import { changedAt, placeOf, stands, type Material, type Post } from './material.ts';
import { plainText } from './words.ts';

/** The hues of the kinds, so light that black print under them stays readable. */
const colors: Readonly<Record<Kind, PdfNote['color']>> = {
  plain: [1, 0.91, 0.55],
  question: [0.71, 0.85, 1],
  insight: [1, 0.84, 0.48],
  limitation: [1, 0.76, 0.68],
  connection: [0.87, 0.78, 1],
  reading: [0.7, 0.92, 0.8],
};

/** What is anchored in a former file has no rectangles in this one: it stands at the edge of the first page, and says so. */
export const pdfNotesOf = (material: Material): PdfNote[] => {
  const isPlaced = ({ anchor }: ThreadView) => anchor.fileHash === material.document.fileHash;
  return [
    ...material.threads.filter(isPlaced).flatMap((thread) => notesOf(material, thread)),
    ...unplacedNotes(
      material,
      material.threads.filter((thread) => !isPlaced(thread)),
    ),
  ];
};

const questionOf = ({ readingQuestions }: Material, { readingQuestion }: ThreadView): string =>
  (readingQuestion === null ? undefined : readingQuestions[readingQuestion]) ?? '';

const paragraphs = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join('\n\n');

/** Icons in points, and their distance at most: many of them lie over one another, and are told apart in the list of notes. */
const [icon, edge] = [18, 4];

function unplacedNotes(material: Material, threads: readonly ThreadView[]): PdfNote[] {
  const [page] = material.document.pages;
  if (!page) return [];
  const step = Math.min(icon + 2, (page.height - icon - 2 * edge) / Math.max(threads.length - 1, 1));
  return threads.map((thread, at): PdfNote => {
    const said = saidOf(material, thread);
    const { targets } = thread.anchor;
    const quote = quoteFromTargets(targets);
    const place = `Has no place in this version of the paper. In an earlier one: ${placeOf(material, targets)}${quote === '' ? '' : `, “${quote}”`}`;
    return {
      ...{ ...said, page: 0, shape: 'note', color: colors[thread.kind] },
      subject: kinds[thread.kind].word,
      contents: paragraphs(place, questionOf(material, thread), said.contents),
      rects: [fromShown(page, { x: edge, y: edge + at * step, width: icon, height: icon })],
      replies: thread.replies.filter(stands).map((reply) => saidOf(material, reply)),
    };
  });
}

function notesOf(material: Material, thread: ThreadView): PdfNote[] {
  return thread.anchor.targets.map((target, index): PdfNote => {
    const said = saidOf(material, thread);
    const isFirst = index === 0;
    return {
      ...said,
      name: isFirst ? said.name : `${said.name}-${String(index + 1)}`,
      contents: isFirst ? paragraphs(questionOf(material, thread), said.contents) : '',
      page: target.page,
      shape: isTextTarget(target) ? 'highlight' : 'square',
      rects: target.rects,
      subject: kinds[thread.kind].word,
      color: colors[thread.kind],
      replies: isFirst ? thread.replies.filter(stands).map((reply) => saidOf(material, reply)) : [],
    };
  });
}

const saidOf = ({ origin }: Material, post: Post) => ({
  name: post.id,
  author: post.authorIsStaff ? `${post.authorName} (staff)` : post.authorName,
  contents: stands(post) ? plainText(post.text, origin) : '(deleted)',
  createdAt: post.postedAt,
  changedAt: changedAt(post),
});
