// Threads as the notes of a PDF: one per page of a passage, the words on the first, replies beneath it.
import { isTextTarget } from '#shared/annotations/anchor.ts';
import { kinds, type Kind } from '#shared/annotations/kinds.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import type { PdfNote } from '#server/exchange/pdf/notes.ts';
import { changedAt, stands, type Material, type Post } from './material.ts';
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

/** Only what is anchored in the document's present file: elsewhere the rectangles would lie on other words. */
export const pdfNotesOf = (material: Material): PdfNote[] =>
  material.threads
    .filter(({ anchor }) => anchor.fileHash === material.document.fileHash)
    .flatMap((thread) => notesOf(material, thread));

function notesOf(material: Material, thread: ThreadView): PdfNote[] {
  const question =
    thread.readingQuestion === null ? undefined : material.readingQuestions[thread.readingQuestion];
  return thread.anchor.targets.map((target, index): PdfNote => {
    const said = saidOf(material, thread);
    const isFirst = index === 0;
    return {
      ...said,
      name: isFirst ? said.name : `${said.name}-${String(index + 1)}`,
      contents: isFirst ? [question ?? '', said.contents].filter((line) => line !== '').join('\n\n') : '',
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
