// Published two-column papers for tests: they belong to their authors and stand beside the project, so that tests skip without them.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from '@jest/globals';

export const realPapers = path.resolve('..', 'shared', 'papers');

/** True when all of the files are there; otherwise says in the test's output which ones were looked for. */
export function haveRealPapers(files: readonly string[]): boolean {
  if (files.every((file) => existsSync(path.join(realPapers, file)))) return true;
  const sentence = `Skipped: ${realPapers} does not hold ${files.join(', ')}.`;
  // Jest says nothing about files in which all is skipped.
  process.stderr.write(`real papers: ${sentence}\n`);
  test.skip(sentence, () => undefined);
  return false;
}
