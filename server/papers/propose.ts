// Proposes title and authors of an uploaded paper; people correct them.
import { lineSchema } from '#shared/kernel/primitives.ts';
import type { Extraction } from '#shared/papers/extraction.ts';

const lineOf = (value: string | null | undefined, max: number): string | undefined =>
  lineSchema(max).safeParse(value?.slice(0, max)).data;

/** A file's name as it may be shown and sent back in a header. */
export const fileNameOf = (name: string): string => lineOf(name, 200) ?? 'document.pdf';

/** From the first page where it was read already, otherwise the file's name without its ending. */
export const proposeHeading = (
  fileName: string,
  extraction: Extraction | null,
): { title: string; authors: string[] } => ({
  title:
    lineOf(extraction?.titleProposal, 300) ??
    lineOf(fileName.replace(/\.pdf$/i, '').replace(/_+/g, ' '), 300) ??
    'Untitled paper',
  authors: (extraction?.authorsProposal ?? []).slice(0, 60).flatMap((name) => lineOf(name, 120) ?? []),
});
