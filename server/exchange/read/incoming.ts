// A note as every reader hands it over, whatever the file was: words, who said it, and where it may be.
import type { Rect } from '#shared/annotations/anchor.ts';

/** One piece of a note's place; a passage across pages may be one piece with all its words. */
export interface IncomingTarget {
  /** From 0; null where the file does not say. */
  readonly page: number | null;
  /** Empty for an area or a whole page. */
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  /** In PDF user space; empty where the file has none. */
  readonly rects: readonly Rect[];
}

export interface Incoming {
  /** What tells it from other notes of the same source; empty where the file has nothing of the kind. */
  readonly key: string;
  readonly author: string;
  readonly text: string;
  /** Words that may say the kind: tags, subject, motivation. */
  readonly hints: readonly string[];
  readonly targets: readonly IncomingTarget[];
  readonly replies: readonly { readonly author: string; readonly text: string }[];
}
