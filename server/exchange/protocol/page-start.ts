// Where a page of a container begins, as its address says it: no number of a page, which the database would have to count up to.
import { idSchema } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { PostedAt } from '#server/annotations/public.ts';

/** Null for the first page; otherwise the thread it comes after, and how many annotations come before it. */
export type PageStart = { readonly index: number; readonly after: PostedAt } | null;

export const noSuchPage = () => refuse('not_found', 'no_such_page', 'This container has no such page.');

/** `0`, or `<annotations before>-<milliseconds>-<id>`. */
export const startName = (start: PageStart): string =>
  start === null ? '0' : `${String(start.index)}-${String(start.after.at.getTime())}-${start.after.id}`;

export const startIn = (value: unknown): PageStart => {
  if (value === '0') return null;
  const parts = /^(?<index>\d{1,9})-(?<at>\d{1,15})-(?<id>.+)$/.exec(String(value))?.groups;
  const id = idSchema.safeParse(parts?.['id']);
  if (!parts || !id.success) throw noSuchPage();
  return {
    index: Number(parts['index']),
    after: { at: new Date(Number(parts['at'])), id: id.data },
  };
};
