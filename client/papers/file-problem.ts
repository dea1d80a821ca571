// Sees before an upload what the server would refuse anyway.
import { paperBytesAtMost } from '#shared/papers/contract.ts';

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;

/** Why a file cannot be a paper, in a sentence; null when it may be tried. */
export const problemOf = (file: File): string | null => {
  if (file.size === 0) return 'This file is empty.';
  if (file.size > paperBytesAtMost)
    return `This file has ${megabytes(file.size)}; at most ${megabytes(paperBytesAtMost)} can be stored.`;
  return null;
};
