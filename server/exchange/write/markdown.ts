// Writes threads as a digest to read: in the order of the paper, passages as quotes, replies beneath.
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { kinds } from '#shared/annotations/kinds.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { placeOf, stands, threadAddress, type Material, type Post } from './material.ts';
import { portable } from './words.ts';

/** Writes the digest piece by piece. Moments are in UTC, since a file has no reader's time zone. */
export function* writeMarkdown(material: Material): Generator<string> {
  const { document, threads, at } = material;
  yield `# ${inline(document.title)}\n\n`;
  yield `${threads.length === 1 ? '1 note' : `${String(threads.length)} notes`}, written out on ${moment(at.toISOString())}.\n`;
  for (const thread of threads) yield sectionOf(material, thread);
}

function sectionOf(material: Material, thread: ThreadView): string {
  const { targets } = thread.anchor;
  const question =
    thread.readingQuestion === null ? undefined : material.readingQuestions[thread.readingQuestion];
  const marks = [
    thread.visibility === 'class'
      ? ''
      : { group: 'own group only', staff: 'staff only', private: 'private' }[thread.visibility],
    thread.resolvedAt === null ? '' : 'resolved',
  ].filter((mark) => mark !== '');
  const quote = quoteFromTargets(targets);
  return [
    `\n---\n\n## [${placeOf(material, targets)} · ${kinds[thread.kind].word}](${threadAddress(material, thread.id)})`,
    ...(marks.length > 0 ? [` (${marks.join(', ')})`] : []),
    `\n\n`,
    quote === '' ? '*A marked area without words.*\n\n' : `${indented('> ', inline(quote))}\n\n`,
    ...(question === undefined ? [] : [`*${inline(question)}*\n\n`]),
    postOf(material, thread, thread.acceptedReplyId),
    ...thread.replies.map(
      // What belongs to an item of a list stands two spaces in.
      (reply) => `\n- ${postOf(material, reply, thread.acceptedReplyId).replace(/\n(?=[^\n])/g, '\n  ')}`,
    ),
  ].join('');
}

function postOf({ origin }: Material, post: Post, acceptedReplyId: string | null): string {
  if (!stands(post)) return '*Deleted.*\n';
  const marks = [
    post.authorIsStaff ? 'staff' : '',
    post.editedAt === null ? '' : 'edited',
    post.upvotes > 0 ? (post.upvotes === 1 ? '1 upvote' : `${String(post.upvotes)} upvotes`) : '',
    post.endorsedByName === null ? '' : `endorsed by ${inline(post.endorsedByName)}`,
    post.id === acceptedReplyId ? 'the accepted answer' : '',
  ].filter((mark) => mark !== '');
  const more = marks.length > 0 ? ` (${marks.join(', ')})` : '';
  return `**${inline(post.authorName)}**${more}, ${moment(post.postedAt)}:\n\n${portable(post.text, origin).trim()}\n`;
}

const moment = (instant: string): string => `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;

/** Words that are no Markdown of ours on one line. */
const inline = (words: string): string => words.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>#|]/g, '\\$&');

const indented = (by: string, text: string): string => text.replace(/^(?=.)/gm, by);
