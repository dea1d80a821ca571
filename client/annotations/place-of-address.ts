// Reads where an address of the app leads: into which document, to which thread or passage.
import { readPassage } from '#shared/annotations/passage.ts';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';

export interface Place {
  readonly documentId: Id;
  readonly thread?: Id;
  readonly post?: Id;
  /** As {@link readPassage} reads it. */
  readonly passage?: string;
  readonly page?: number;
  /** Words that are looked for from there on. */
  readonly find?: string;
}

const isId = (text: string | null): text is Id => idSchema.safeParse(text).success;

/** Null for whatever is not an address of a document here; `origin` as in `https://papers.example.org`. */
export const placeOfAddress = (address: string, origin: string): Place | null => {
  if (!/^(https?:\/)?\/[^/]/.test(address) || !URL.canParse(address, origin)) return null;
  const url = new URL(address, origin);
  const documentId = /^\/documents\/(?<id>[^/]+)$/.exec(url.pathname)?.groups?.['id'] ?? null;
  if (url.origin !== origin || !isId(documentId)) return null;
  const thread = url.searchParams.get('thread');
  const post = url.searchParams.get('post');
  const passage = url.searchParams.get('passage');
  const find = url.searchParams.get('find');
  const page = Number(url.searchParams.get('page') ?? Number.NaN);
  return {
    documentId,
    ...(isId(thread) ? { thread } : {}),
    ...(isId(thread) && isId(post) ? { post } : {}),
    ...(passage !== null && readPassage(passage) !== null ? { passage } : {}),
    ...(Number.isInteger(page) && page > 0 ? { page } : {}),
    ...(find !== null && find !== '' ? { find } : {}),
  };
};
