// Makes the texts of earlier days findable: records without words, or with words of an older kind.
import { setImmediate as pause } from 'node:timers/promises';
import { indexVersion, indexWords } from '#server/kernel/text/word-index.ts';
import type { DocumentsStore } from './documents-store.ts';

const atOnce = 50;

/** Some milliseconds per page; the server answers meanwhile. Ends early when `isClosing`; what is left is done at the next start. */
export const indexTexts = async (
  { pageTexts }: Pick<DocumentsStore, 'pageTexts'>,
  isClosing: () => boolean,
): Promise<void> => {
  while (!isClosing()) {
    const some = await pageTexts
      .find({ indexVersion: { $ne: indexVersion } }, { text: 1 })
      .limit(atOnce)
      .lean();
    if (some.length === 0) return;
    await pageTexts.bulkWrite(
      some.map(({ _id, text }) => ({
        updateOne: {
          filter: { _id },
          update: { $set: { hash: _id.slice(0, _id.indexOf(':')), words: indexWords(text), indexVersion } },
        },
      })),
      { ordered: false },
    );
    await pause();
  }
};
