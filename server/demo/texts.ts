// Reads what the people of the sample course wrote: threads, reviews and notes of discussions.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { packageRoot } from './package-root.ts';

const threadText = z.object({
  slug: z.string(),
  quote: z.string(),
  /** A kind of annotation, or which reading question it answers. */
  kind: z.enum([
    ...(['problem', 'importance', 'prior', 'novelty', 'results'] as const),
    ...(['plain', 'question', 'insight', 'limitation', 'connection'] as const),
  ]),
  text: z.string(),
  replies: z.array(z.string()),
  resolved: z.boolean(),
});
export type ThreadText = z.infer<typeof threadText>;

const reviewText = z.object({
  pair: z.int(),
  first: z.string(),
  second: z.string(),
  connections: z.string(),
});
export type ReviewText = Omit<z.infer<typeof reviewText>, 'pair'>;

const discussionText = z.object({
  pair: z.int(),
  groups: z.array(z.object({ notes: z.array(z.string()), reportOut: z.string() })),
});
export type GroupText = z.infer<typeof discussionText>['groups'][number];

const markTexts = z.object({
  overall: z.array(z.string()),
  /** By the key of the criterion. */
  comments: z.record(z.string(), z.string()),
  replies: z.array(z.object({ title: z.string(), text: z.string() })),
});
/** What the staff write about reviews, whatever the papers are. */
export type MarkTexts = z.infer<typeof markTexts>;

/** What is written about the two papers of one meeting; `pair` counts from 1. */
export interface PairTexts {
  readonly slugs: readonly [string, string];
  readonly topic: string;
  readonly threads: readonly ThreadText[];
  readonly reviews: readonly ReviewText[];
  readonly groups: readonly GroupText[];
}

const pairs = [
  { slugs: ['quiet-gossip', 'shallow-trees'], topic: 'Spreading the news in small fleets' },
  { slugs: ['travel-leases', 'merge-when-you-meet'], topic: 'Shared files on laptops that travel' },
  { slugs: ['small-honest-samples', 'keep-the-slow-ones'], topic: 'Looking at a system through samples' },
  { slugs: ['old-news-two-choices', 'steal-with-a-hint'], topic: 'Scheduling on stale information' },
] as const;

const readJson = async <T>(name: string, schema: z.ZodType<T>): Promise<T> =>
  schema.parse(JSON.parse(await readFile(path.join(packageRoot(), 'server/demo/texts', name), 'utf8')));
const readList = <T>(name: string, item: z.ZodType<T>): Promise<T[]> => readJson(name, z.array(item));

export const readMarkTexts = (): Promise<MarkTexts> => readJson('marks.json', markTexts);

/** The texts of the four meetings, in their order. */
export const readTexts = async (): Promise<PairTexts[]> => {
  const [threads, reviews, discussions] = await Promise.all([
    readList('threads.json', threadText),
    readList('reviews.json', reviewText),
    readList('discussion.json', discussionText),
  ]);
  return pairs.map(({ slugs, topic }, index) => ({
    ...{ slugs, topic },
    threads: threads.filter(({ slug }) => slugs.some((one) => one === slug)),
    reviews: reviews.filter(({ pair }) => pair === index + 1).map(({ pair: _, ...parts }) => parts),
    groups: discussions.find(({ pair }) => pair === index + 1)?.groups ?? [],
  }));
};
