// What the parts of an exported course share.
import type { Reading } from '#server/admin/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { FileAnswer } from '#server/kernel/feature.ts';
import type { CourseFolder } from './course-folder.ts';

export interface Parts {
  readonly reading: Reading;
  /** The instructor with whose eyes the course is read. */
  readonly actor: Actor;
  readonly folder: CourseFolder;
}

/** The bytes of a file that was asked for. */
export const bytesOf = ({ files }: Reading, answer: FileAnswer) =>
  'made' in answer ? answer.made : files.read(answer.hash);
