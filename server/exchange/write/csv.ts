// Writes one line per post as CSV that a spreadsheet opens without running anything in it.
import { quoteFromTargets } from '#shared/annotations/anchor.ts';
import { kinds } from '#shared/annotations/kinds.ts';
import type { ThreadView } from '#shared/annotations/views.ts';
import { csvLine, csvMark } from '#server/kernel/csv.ts';
import { changedAt, labelOf, stands, threadAddress, type Material, type Post } from './material.ts';
import { portable } from './words.ts';

const columns = [
  'thread',
  'post',
  'reply_to',
  'page',
  'kind',
  'reading_question',
  'quote',
  'author',
  'staff',
  'text',
  'posted_at',
  'changed_at',
  'upvotes',
  'endorsed_by',
  'accepted_answer',
  'visibility',
  'resolved_at',
  'address',
];

/** Writes the file piece by piece (RFC 4180), with the mark by which spreadsheets know UTF-8. */
export function* writeCsv(material: Material): Generator<string> {
  yield `${csvMark}${csvLine(columns)}`;
  for (const thread of material.threads)
    for (const post of [thread, ...thread.replies.filter(stands)]) yield lineOf(material, thread, post);
}

function lineOf(material: Material, thread: ThreadView, post: Post): string {
  const { origin, readingQuestions } = material;
  const [first] = thread.anchor.targets;
  const isReply = post.id !== thread.id;
  return csvLine([
    thread.id,
    post.id,
    isReply ? thread.id : '',
    first ? labelOf(material, first) : '',
    kinds[thread.kind].word,
    thread.readingQuestion === null ? '' : (readingQuestions[thread.readingQuestion] ?? ''),
    quoteFromTargets(thread.anchor.targets),
    post.authorName,
    post.authorIsStaff ? 'yes' : 'no',
    portable(post.text, origin),
    post.postedAt,
    changedAt(post),
    post.upvotes,
    post.endorsedByName,
    post.id === thread.acceptedReplyId ? 'yes' : '',
    thread.visibility,
    thread.resolvedAt,
    threadAddress(material, thread.id),
  ]);
}
