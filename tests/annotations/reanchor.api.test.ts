// A paper's PDF is replaced while people discuss it: their threads move along, and come back with the old file.
import { expect, test } from '@jest/globals';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import { startApp } from '#tests/support/app.ts';
import { gatherReaders, uploadDocument } from './read-document.ts';
import {
  anchorOn,
  changed,
  expectNear,
  fresh,
  kept,
  old,
  post,
  removed,
  replace,
  sentence,
  threadsOnce,
  triedOn,
} from './reprint/replaced-paper.ts';

const app = await startApp();
const { ada, ben, cleo, course } = await gatherReaders(app);

test('threads move to the new file, unsure ones wait for the staff, the old file brings all of them back', async () => {
  const document = await uploadDocument(course, old.pdf);
  const anchors = {
    whole: anchorOn(document.fileHash, old, sentence),
    edited: anchorOn(
      document.fileHash,
      old,
      changed.map(({ id }) => id),
    ),
    gone: anchorOn(document.fileHash, old, removed.slice(4, 30)),
  };
  const [whole, edited, gone] = [
    await post(ben, document, anchors.whole),
    await post(cleo, document, anchors.edited),
    await post(ben, document, anchors.gone),
  ];
  const socket = await cleo.socket();
  await socket.join('document', document.id);

  const revised = await replace(ada, document, fresh.pdf);
  expect(revised.fileHash).not.toBe(document.fileHash);
  const forStaff = await threadsOnce(ada, document.id, triedOn(revised.fileHash));
  const moved = forStaff.get(whole.id);
  expectNear(moved?.anchor, anchorOn(revised.fileHash, fresh, sentence));
  expect(moved).toMatchObject({
    anchor: { fileHash: revised.fileHash, targets: [{ quote: { exact: expect.any(String) } }] },
    placement: { settled: true, proposal: null, original: anchors.whole, fileHash: revised.fileHash },
    text: 'Why?',
  });
  expect(forStaff.get(edited.id)).toMatchObject({ placement: { method: 'fuzzy', settled: true } });
  expectNear(
    forStaff.get(edited.id)?.anchor,
    anchorOn(
      revised.fileHash,
      fresh,
      changed.map(({ id }) => id),
    ),
  );
  // Its words are not there any more: it keeps the place that it had, and says so.
  expect(forStaff.get(gone.id)).toMatchObject({ anchor: anchors.gone, placement: { settled: false } });
  expect(forStaff.get(whole.id)?.change).toBe(whole.change + 1);
  const told = await socket.waitFor(annotationsEvents.threadChanged, ({ id }) => id === whole.id);
  expect(told).toMatchObject({ change: whole.change + 1, anchor: moved?.anchor });

  // The staff mark the place themselves.
  const chosen = anchorOn(
    revised.fileHash,
    fresh,
    kept.slice(50, 55).map(({ id }) => id),
  );
  const settled = await ada.call(annotationsRoutes.changeAnchor, {
    params: { threadId: gone.id },
    body: { anchor: chosen },
  });
  expect(settled).toMatchObject({ anchor: chosen, placement: { settled: true, original: anchors.gone } });

  const back = await replace(ada, document, old.pdf);
  expect(back.fileHash).toBe(document.fileHash);
  const restored = await threadsOnce(ada, document.id, (threads) =>
    threads.every(({ placement }) => placement === null),
  );
  expect([whole, edited, gone].map(({ id }) => restored.get(id)?.anchor)).toEqual(Object.values(anchors));
}, 90_000);

test('guesses are shown to the staff only', async () => {
  const document = await uploadDocument(course, old.pdf);
  const thread = await post(
    ben,
    document,
    anchorOn(document.fileHash, old, [...removed, ...sentence.slice(0, 3)]),
  );
  const revised = await replace(ada, document, fresh.pdf);
  const staff = await threadsOnce(ada, document.id, triedOn(revised.fileHash));
  const student = await threadsOnce(ben, document.id, triedOn(revised.fileHash));
  expect(staff.get(thread.id)?.placement?.settled).toBe(false);
  expect(student.get(thread.id)?.placement?.proposal).toBe(null);
});
