// The server ends between a new PDF and the moving of its threads: the next start takes it up.
import { test } from '@jest/globals';
import type { Anchor } from '#shared/annotations/anchor.ts';
import { startApp } from '#tests/support/app.ts';
import { gatherReaders, uploadDocument } from './read-document.ts';
import {
  anchorOn,
  expectNear,
  fresh,
  old,
  post,
  replace,
  sentence,
  threadsOnce,
  triedOn,
} from './reprint/replaced-paper.ts';

interface StoredThread {
  readonly _id: string;
  readonly anchor: Anchor;
}

const app = await startApp();
const { ada, cleo, course } = await gatherReaders(app);
const document = await uploadDocument(course, old.pdf);
const anchor = anchorOn(document.fileHash, old, sentence);
const thread = await post(cleo, document, anchor);
const revised = await replace(ada, document, fresh.pdf);
await threadsOnce(ada, document.id, triedOn(revised.fileHash));
await app.close();
await app.db
  .collection<StoredThread>('threads')
  .updateOne({ _id: thread.id }, { $set: { anchor, placement: null } });
const again = await startApp({ database: app.database, filesDir: app.filesDir });

test('threads on a former version are moved at the start', async () => {
  const moved = async (): Promise<Anchor> => {
    for (;;) {
      const found = await again.db.collection<StoredThread>('threads').findOne({ _id: thread.id });
      if (found?.anchor.fileHash === revised.fileHash) return found.anchor;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  expectNear(await moved(), anchorOn(revised.fileHash, fresh, sentence));
});
