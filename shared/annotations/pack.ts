// Many threads in few bytes: names, files and pages' rectangles as tables and numbers instead of repeated words.
import { z } from 'zod';
import { fileHashSchema, idSchema } from '#shared/kernel/primitives.ts';
import { isTextTarget, sortKey, type Anchor, type Rect, type Target } from './anchor.ts';
import { kindSchema } from './kinds.ts';
import { placementSchema, reportSchema, type ReplyView, type ThreadView } from './views.ts';
import { visibilitySchema } from './visibility.ts';

/** Milliseconds since 1970; 0 stands for "not". */
const time = z.int();
const index = z.int();

// id, author (index into people), anonymous, text, postedAt, editedAt, deletedAt, revision, upvotes, endorsedByName ('' for none)
const postSchema = z.tuple([
  idSchema,
  index,
  z.boolean(),
  z.string(),
  time,
  time,
  time,
  z.int(),
  z.int(),
  z.string(),
]);
type PackedPost = z.infer<typeof postSchema>;

// page, label ('' for none), quote (exact, prefix, suffix) or null, start, end, rectangles in hundredths of a point one after the other
const packedTarget = z.tuple([
  z.int(),
  z.string(),
  z.tuple([z.string(), z.string(), z.string()]).nullable(),
  z.int(),
  z.int(),
  z.array(z.int()),
]);

const packedThread = z.object({
  post: postSchema,
  file: index,
  targets: z.array(packedTarget),
  kind: index,
  question: z.int().nullable(),
  visibility: index,
  group: idSchema.nullable(),
  resolved: z.tuple([time, z.string()]).nullable(),
  accepted: idSchema.nullable(),
  placement: placementSchema.nullable(),
  reports: z.array(reportSchema).nullable(),
  change: z.int(),
  replies: z.array(postSchema),
});

/** Threads of one document. `people` are `[id, name, isStaff]`. */
export const packedThreadsSchema = z.object({
  people: z.array(z.tuple([idSchema, z.string(), z.boolean()])),
  files: z.array(fileHashSchema),
  threads: z.array(packedThread),
});
export type PackedThreads = z.infer<typeof packedThreadsSchema>;

const timeOf = (instant: string | null): number => (instant === null ? 0 : Date.parse(instant));
const instantOf = (ms: number): string => new Date(ms).toISOString();
const instantOrNull = (ms: number): string | null => (ms === 0 ? null : instantOf(ms));

const kindsInOrder = kindSchema.options;
const visibilitiesInOrder = visibilitySchema.options;

/** A table of values that remembers where each one stands. */
const tableOf = <T>() => {
  const places = new Map<string, number>();
  const rows: T[] = [];
  return {
    rows,
    add: (key: string, row: () => T): number => {
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, rows.length);
      return rows.push(row()) - 1;
    },
  };
};

const packTarget = (target: Target): z.infer<typeof packedTarget> => {
  const rects = target.rects.flatMap((rect) => rect.map((n) => Math.round(n * 100)));
  const text = isTextTarget(target) ? target : null;
  const quote =
    text && ([text.quote.exact, text.quote.prefix, text.quote.suffix] as [string, string, string]);
  const { start, end } = text?.position ?? { start: 0, end: 0 };
  return [target.page, target.pageLabel ?? '', quote, start, end, rects];
};

const unpackTarget = (packed: z.infer<typeof packedTarget>): Target => {
  const [page, pageLabel, quote, start, end, numbers] = packed;
  const rects: Rect[] = [];
  for (let i = 0; i + 3 < numbers.length; i += 4)
    rects.push([0, 1, 2, 3].map((k) => (numbers[i + k] ?? 0) / 100) as Rect);
  const place = { page, ...(pageLabel === '' ? {} : { pageLabel }), rects };
  if (quote === null) return place;
  const [exact, prefix, suffix] = quote;
  return { ...place, quote: { exact, prefix, suffix }, position: { start, end } };
};

/** All of one document; {@link unpackThreads} gives the same threads back. */
export const packThreads = (threads: readonly ThreadView[]): PackedThreads => {
  const people = tableOf<PackedThreads['people'][number]>();
  const files = tableOf<string>();
  const packPost = (post: ReplyView): PackedPost => [
    post.id,
    people.add(`${post.authorId} ${post.authorName}`, () => [
      post.authorId,
      post.authorName,
      post.authorIsStaff,
    ]),
    post.anonymous,
    post.text,
    timeOf(post.postedAt),
    timeOf(post.editedAt),
    timeOf(post.deletedAt),
    post.revision,
    post.upvotes,
    post.endorsedByName ?? '',
  ];
  const packed = threads.map((thread) => ({
    post: packPost(thread),
    file: files.add(thread.anchor.fileHash, () => thread.anchor.fileHash),
    targets: thread.anchor.targets.map(packTarget),
    kind: kindsInOrder.indexOf(thread.kind),
    question: thread.readingQuestion,
    visibility: visibilitiesInOrder.indexOf(thread.visibility),
    group: thread.groupId,
    resolved:
      thread.resolvedAt === null
        ? null
        : ([timeOf(thread.resolvedAt), thread.resolvedByName ?? ''] as [number, string]),
    accepted: thread.acceptedReplyId,
    placement: thread.placement,
    reports: thread.reports,
    change: thread.change,
    replies: thread.replies.map(packPost),
  }));
  return { people: people.rows, files: files.rows, threads: packed };
};

export const unpackThreads = (
  documentId: string,
  { people, files, threads }: PackedThreads,
): ThreadView[] => {
  const unpackPost = (packed: PackedPost): ReplyView => {
    const [id, author, anonymous, text, posted, edited, deleted, revision, upvotes, endorsed] = packed;
    const [authorId = '', authorName = '', authorIsStaff = false] = people[author] ?? [];
    return {
      ...{ id, authorId, authorName, authorIsStaff, anonymous, text, revision, upvotes },
      postedAt: instantOf(posted),
      editedAt: instantOrNull(edited),
      deletedAt: instantOrNull(deleted),
      endorsedByName: endorsed === '' ? null : endorsed,
    };
  };
  return threads.map((packed): ThreadView => {
    const targets = packed.targets.map(unpackTarget);
    const anchor: Anchor = { fileHash: files[packed.file] ?? '', targets, sortKey: sortKey(targets) };
    return {
      ...unpackPost(packed.post),
      ...{ documentId, anchor, placement: packed.placement, readingQuestion: packed.question },
      kind: kindsInOrder[packed.kind] ?? 'plain',
      visibility: visibilitiesInOrder[packed.visibility] ?? 'private',
      groupId: packed.group,
      resolvedAt: packed.resolved && instantOf(packed.resolved[0]),
      resolvedByName: packed.resolved && packed.resolved[1],
      acceptedReplyId: packed.accepted,
      reports: packed.reports,
      change: packed.change,
      replies: packed.replies.map(unpackPost),
    };
  });
};
