// What every writer works from: the threads that one person may see, their document and what is known around it.
import type { Target } from '#shared/annotations/anchor.ts';
import type { ReplyView, ThreadView } from '#shared/annotations/views.ts';
import type { DocumentView } from '#shared/papers/contract.ts';

/** A thread's own text or a reply. */
export type Post = ReplyView;

export interface Material {
  /** In the order of their places. */
  readonly threads: readonly ThreadView[];
  readonly document: DocumentView;
  readonly readingQuestions: readonly string[];
  /** `https://papers.example.org`. */
  readonly origin: string;
  readonly at: Date;
}

/** The text of every page of the document's present file, as far as it is known. */
export type PageTexts = readonly (string | undefined)[];

export const documentAddress = ({ origin, document }: Pick<Material, 'origin' | 'document'>): string =>
  `${origin}/documents/${document.id}`;

export const threadAddress = (material: Pick<Material, 'origin' | 'document'>, threadId: string): string =>
  `${documentAddress(material)}?thread=${threadId}`;

/** What was deleted has no words to give; a thread whose replies stand keeps its place. */
export const stands = ({ deletedAt }: Pick<Post, 'deletedAt'>): boolean => deletedAt === null;

export const changedAt = ({ editedAt, postedAt }: Pick<Post, 'editedAt' | 'postedAt'>): string =>
  editedAt ?? postedAt;

/** The printed number of a target's page. */
export const labelOf = ({ document }: Pick<Material, 'document'>, { page, pageLabel }: Target): string =>
  pageLabel ?? document.pages[page]?.label ?? String(page + 1);

/** `Page 3` or `Pages 3–4`. */
export const placeOf = (material: Pick<Material, 'document'>, targets: readonly Target[]): string => {
  const labels = targets.map((target) => labelOf(material, target));
  const [first = '?'] = labels;
  return labels.length > 1 ? `Pages ${first}–${labels.at(-1) ?? first}` : `Page ${first}`;
};
