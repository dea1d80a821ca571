// A paper's PDF is replaced while people discuss it: their threads move along, and come back with the old file.
import { expect, test } from '@jest/globals';
import { annotationsEvents, annotationsRoutes } from '#shared/annotations/contract.ts';
import { findPassageRoutes } from '#shared/annotations/find-passage.ts';
import { writePassage } from '#shared/annotations/passage.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { anchorOn as drawnOn } from '#client/annotations/placing.ts';
import { startApp } from '#tests/support/app.ts';
import { gatherReaders, uploadDocument } from './read-document.ts';
import {
  anchorOn,
  changed,
  expectNear,
  fresh,
  halved,
  kept,
  later,
  old,
  post,
  removed,
  replace,
  sentence,
  threadsOnce,
  triedOn,
} from './reprint/replaced-paper.ts';

const app = await startApp();
const { ada, ben, cleo, eve, course } = await gatherReaders(app);

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
    threads.every(({ anchor }) => anchor.fileHash === back.fileHash),
  );
  expect([whole, edited, gone].map(({ id }) => restored.get(id)?.anchor)).toEqual(Object.values(anchors));
}, 90_000);

test('three versions: whoever reads one of them sees every thread that was placed on it, in place', async () => {
  const document = await uploadDocument(course, old.pdf);
  const versions = [document];
  const first = await post(ben, document, anchorOn(document.fileHash, old, sentence));
  for (const { pdf } of [fresh, later]) {
    const next = await replace(ada, document, pdf);
    await threadsOnce(cleo, document.id, triedOn(next.fileHash));
    versions.push(next);
  }
  const seen = await threadsOnce(cleo, document.id, () => true);
  const thread = seen.get(first.id);
  if (!thread) throw new Error('the thread is gone');
  for (const [at, print] of [old, fresh, later].entries()) {
    const { fileHash } = versions[at] ?? document;
    expectNear(drawnOn(thread, fileHash) ?? undefined, anchorOn(fileHash, print, sentence));
  }
  // The one in the middle comes back: exactly as it was.
  const middle = drawnOn(thread, versions[1]?.fileHash ?? '');
  const back = await replace(ada, document, fresh.pdf);
  const again = await threadsOnce(cleo, document.id, (threads) =>
    threads.every(({ anchor }) => anchor.fileHash === back.fileHash),
  );
  expect(again.get(first.id)?.anchor).toEqual(middle);
  for (const { fileHash } of versions)
    expect(drawnOn(again.get(first.id) ?? thread, fileHash)).toEqual(drawnOn(thread, fileHash));
}, 90_000);

test('its author sees the proposal and accepts it', async () => {
  const document = await uploadDocument(course, old.pdf);
  const socket = await ben.socket();
  await socket.join('document', document.id);
  const thread = await post(ben, document, anchorOn(document.fileHash, old, halved));
  const revised = await replace(ada, document, fresh.pdf);
  const told = await socket.waitFor(
    annotationsEvents.threadChanged,
    ({ id, placement }) => id === thread.id && placement?.fileHash === revised.fileHash,
  );
  const seen = (await threadsOnce(ben, document.id, triedOn(revised.fileHash))).get(thread.id);
  expect(seen?.placement).toMatchObject({ settled: false, proposal: { fileHash: revised.fileHash } });
  expect(told.placement).toEqual(seen?.placement);
  const anchor = seen?.placement?.proposal;
  if (!anchor) throw new Error('nothing was proposed');
  const call = { params: { threadId: thread.id }, body: { anchor } };
  expect(await ben.call(annotationsRoutes.changeAnchor, call)).toMatchObject({
    anchor,
    placement: { settled: true, proposal: null, original: thread.anchor },
  });
});

test('a deleted thread with replies moves along, and can be given a place', async () => {
  const document = await uploadDocument(course, old.pdf);
  const postAt = (ids: readonly number[]) => post(ben, document, anchorOn(document.fileHash, old, ids));
  const [sure, unsure] = [await postAt(sentence), await postAt(removed.slice(4, 30))];
  for (const { id: threadId } of [sure, unsure]) {
    await cleo.call(annotationsRoutes.reply, {
      params: { threadId },
      body: { id: newId(), text: 'Because.' },
    });
    await ben.call(annotationsRoutes.deleteThread, { params: { threadId } });
  }
  const revised = await replace(ada, document, fresh.pdf);
  const seen = await threadsOnce(cleo, document.id, triedOn(revised.fileHash));
  expectNear(seen.get(sure.id)?.anchor, anchorOn(revised.fileHash, fresh, sentence));
  expect(seen.get(unsure.id)).toMatchObject({ text: '', placement: { settled: false } });
  const anchor = anchorOn(revised.fileHash, fresh, sentence);
  const call = { params: { threadId: unsure.id }, body: { anchor } };
  await expect(cleo.call(annotationsRoutes.changeAnchor, call)).rejects.toMatchObject({
    body: { reason: 'author_or_staff' },
  });
  expect(await ada.call(annotationsRoutes.changeAnchor, call)).toMatchObject({
    anchor,
    text: '',
    replies: [{ text: 'Because.' }],
  });
});

test('a link to a passage of a former version is followed to the present one, or nowhere', async () => {
  const document = await uploadDocument(course, old.pdf);
  const revised = await replace(ada, document, fresh.pdf);
  const follow = (ids: readonly number[], file = document.fileHash) =>
    cleo.call(findPassageRoutes.findPassage, {
      params: { documentId: document.id },
      query: { passage: writePassage(file, anchorOn(document.fileHash, old, ids).targets) },
    });
  const found = await follow(sentence);
  expect(found).toMatchObject({ isSure: true, anchor: { fileHash: revised.fileHash } });
  expectNear(found.anchor ?? undefined, anchorOn(revised.fileHash, fresh, sentence));
  expect(await follow(halved)).toMatchObject({ isSure: false, anchor: { fileHash: revised.fileHash } });
  expect(await follow(removed.slice(4, 30))).toEqual({ isSure: false, anchor: null });
  expect(await follow(sentence, 'f'.repeat(64))).toEqual({ isSure: false, anchor: null });
  await expect(
    eve.call(findPassageRoutes.findPassage, {
      params: { documentId: document.id },
      query: { passage: '1.0-5~0123456789ab' },
    }),
  ).rejects.toMatchObject({ status: 404 });
});
