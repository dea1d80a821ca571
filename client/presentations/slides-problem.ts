// Sees before an upload what the server would refuse anyway.
import { slidesBytesAtMost } from '#shared/presentations/uploads.ts';

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(0)} MB`;

/** Why a file cannot be slides, in a sentence; null when it may be tried. */
export const problemOf = ({ name, size }: Pick<File, 'name' | 'size'>): string | null => {
  if (/\.(ppt|key)$/i.test(name))
    return 'Slides are shown from a PDF. Export this presentation as a PDF and upload that.';
  if (size === 0) return 'This file is empty.';
  if (size > slidesBytesAtMost)
    return `This file has ${megabytes(size)}; at most ${megabytes(slidesBytesAtMost)} can be stored. Export it with smaller pictures.`;
  return null;
};
