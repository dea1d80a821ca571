// Pictures in texts: only their pixels are kept, and they are seen by whoever sees a text that shows them.
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadImage } from '@napi-rs/canvas';
import { annotationsRoutes as routes } from '#shared/annotations/contract.ts';
import { imageAddress, imageLimits, imagesIn, imagesRoutes } from '#shared/annotations/images.ts';
import type { Visibility } from '#shared/annotations/visibility.ts';
import { draftLimits } from '#shared/drafts/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { exchangeRoutes } from '#shared/exchange/contract.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { makeGif, makePicture, promising, withSecrets } from './make-pictures.ts';
import { anchorOn, gatherReaders, uploadDocument } from './read-document.ts';

const app = await startApp();
const { ada, tom, ben, cleo, olga, eve, course, document } = await gatherReaders(app);
const documentId = document.id;

const send = (who: PersonClient, bytes: Uint8Array | string, to: Id = documentId) =>
  who.upload(imagesRoutes.uploadImage, { params: { documentId: to }, body: {} }, bytes, 'picture.png');
const look = (who: Pick<PersonClient, 'raw'>, imageId: Id, of: Id = documentId) =>
  who.raw('GET', imageAddress(of, imageId));
const post = (who: PersonClient, text: string, visibility: Visibility = 'class', anonymous = false) =>
  who.call(routes.postThread, {
    params: { documentId },
    body: {
      ...{ id: newId(), anchor: anchorOn(document, 3), kind: 'plain' as const, readingQuestion: null },
      ...{ text, visibility, anonymous },
    },
  });
const show = (imageId: Id) => `Look: ![the curve](${imageAddress(documentId, imageId)})`;
const hashOf = async (imageId: Id) =>
  String((await app.db.collection<{ _id: string; hash: string }>('images').findOne({ _id: imageId }))?.hash);
const fileOf = (hash: string) => `${app.filesDir}/${hash.slice(0, 2)}/${hash}`;
const isOnDisk = async (imageId: Id) => existsSync(fileOf(await hashOf(imageId)));

// Two pictures from long ago, one of them shown, and one of today; then the server starts anew beside the first.
const [unused, used, recent] = [
  await send(ada, await makePicture(17, 17)),
  await send(ada, await makePicture(18, 18)),
  await send(ada, await makePicture(19, 19)),
];
const unusedHash = await hashOf(unused.id);
await post(ada, show(used.id));
const longAgo = new Date(app.clock.now().getTime() - (draftLimits.keptDays * 24 + 1) * 3_600_000);
await app.db
  .collection<{ _id: string }>('images')
  .updateMany({ _id: { $in: [unused.id, used.id] } }, { $set: { uploadedAt: longAgo } });
await (await startApp({ database: app.database, filesDir: app.filesDir })).close();

describe('taking in', () => {
  test('a photograph is turned as its EXIF says, and nothing but its pixels is kept', async () => {
    const { id, width, height, bytes, wasMoving } = await send(
      ben,
      withSecrets(await makePicture(40, 20, 'jpeg')),
    );
    expect({ width, height, wasMoving }).toEqual({ width: 20, height: 40, wasMoving: false });
    const response = await look(ben, id);
    expect(response.headers.get('content-type')).toBe('image/webp');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
    const kept = Buffer.from(await response.arrayBuffer());
    expect(kept.length).toBe(bytes);
    expect(kept.toString('latin1')).not.toMatch(/GPS|Exif|EXIF|alert/);
    expect(await loadImage(kept)).toMatchObject({ width: 20, height: 40 });
  });

  test('a large one is made smaller, a small one is not made larger', async () => {
    expect(await send(ben, await makePicture(3200, 800))).toMatchObject({ width: 1600, height: 400 });
    expect(await send(ben, await makePicture(30, 10, 'webp'))).toMatchObject({ width: 30, height: 10 });
  });

  test('of what moves the first frame is kept, and that is said', async () => {
    expect(await send(ben, makeGif(1))).toMatchObject({ width: 1, height: 1, wasMoving: false });
    expect(await send(ben, makeGif(3))).toMatchObject({ width: 1, height: 1, wasMoving: true });
  });

  test.each([
    ['%PDF-1.7 and more', 'not_an_image'],
    ['<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'not_an_image'],
    ['GIF89a', 'not_an_image'],
    ['\u00ff\u00d8\u00ff', 'not_an_image'],
    ['RIFF\0\0\0\0WEBPVP8X', 'not_an_image'],
  ])('%j is refused', async (bytes, reason) => {
    await expect(send(ben, Buffer.from(bytes, 'latin1'))).rejects.toMatchObject({ body: { reason } });
  });

  test('what promises too many pixels is refused before it is opened, and what breaks its promise after', async () => {
    const png = await makePicture(8, 8);
    for (const [width, height] of [
      [30_000, 30_000],
      [1, 25_000],
      [0xffff_ffff, 0xffff_ffff],
    ] as const)
      await expect(send(ben, promising(png, width, height))).rejects.toMatchObject({
        body: { reason: 'too_many_pixels' },
      });
    await expect(send(ben, png.subarray(0, 40))).rejects.toMatchObject({ body: { reason: 'damaged' } });
    await expect(send(ben, Buffer.alloc(imageLimits.bytes + 200_000))).rejects.toMatchObject({
      body: { code: 'too_large' },
    });
  });
});

describe('looking', () => {
  const seers = async (imageId: Id) => {
    const people = { ada, tom, ben, cleo, olga, eve };
    const answers = await Promise.all(
      Object.entries(people).map(async ([name, who]) => [name, (await look(who, imageId)).status] as const),
    );
    return answers.filter(([, status]) => status === 200).map(([name]) => name);
  };

  test('before it is used only its uploader sees it, and others read the words for no picture at all', async () => {
    const { id } = await send(ben, await makePicture(9, 9));
    expect(await seers(id)).toEqual(['ben']);
    const words = async (imageId: Id) =>
      (await (await look(ada, imageId)).text()).replace(/"requestId":"[^"]+"/, '');
    expect(await words(id)).toBe(await words(newId()));
    // Nor is it to be had by way of another document.
    const other = await uploadDocument(course);
    expect((await look(ben, id, other.id)).status).toBe(404);
  });

  test.each<[Visibility, string[]]>([
    ['class', ['ada', 'tom', 'ben', 'cleo', 'olga']],
    ['staff', ['ada', 'tom', 'ben']],
    ['private', ['ben']],
  ])('in a thread for %s it is seen by %j', async (visibility, who) => {
    const { id } = await send(ben, await makePicture(10, 10));
    const thread = await post(ben, show(id), visibility);
    expect(await seers(id)).toEqual(who);
    await ben.call(routes.editThread, {
      params: { threadId: thread.id },
      body: { revision: 1, kind: 'plain', readingQuestion: null, text: 'Taken out.' },
    });
    expect(await seers(id)).toEqual(['ben']);
  });

  test('in a reply too, as long as the reply stands', async () => {
    const { id } = await send(cleo, await makePicture(11, 11));
    const thread = await post(ben, 'Who has a picture?');
    const replyId = newId();
    await cleo.call(routes.reply, {
      params: { threadId: thread.id },
      body: { id: replyId, text: show(id), anonymous: false },
    });
    expect(await seers(id)).toEqual(['ada', 'tom', 'ben', 'cleo', 'olga']);
    await ada.call(routes.deleteReply, { params: { threadId: thread.id, replyId } });
    expect(await seers(id)).toEqual(['cleo']);
  });

  test('nobody learns from it who wrote anonymously', async () => {
    const { instructor } = course;
    const hidden = await app.course({
      ...{ instructor, students: [ben, cleo], settings: { anonymity: 'always' } },
    });
    const paper = await uploadDocument(hidden);
    const { id } = await send(ben, await makePicture(12, 12), paper.id);
    await ben.call(routes.postThread, {
      params: { documentId: paper.id },
      body: {
        ...{ id: newId(), anchor: anchorOn(paper, 3), kind: 'plain', readingQuestion: null },
        text: `![](${imageAddress(paper.id, id)})`,
      },
    });
    const response = await look(cleo, id, paper.id);
    expect(response.status).toBe(200);
    expect(JSON.stringify([...response.headers])).not.toMatch(new RegExp(`${ben.personId}|Ben`));
  });
});

describe('keeping', () => {
  test('sending the kept bytes elsewhere, where they are refused, takes the file from nobody', async () => {
    const { id } = await send(ben, await makePicture(13, 13));
    const bytes = new Uint8Array(await (await look(ben, id)).arrayBuffer());
    const again = { params: { documentId }, body: {} };
    await expect(cleo.upload(exchangeRoutes.previewImport, again, bytes)).rejects.toThrow();
    expect((await send(cleo, bytes)).id).not.toBe(id);
    expect(await isOnDisk(id)).toBe(true);
    // Nor the picture of a paper's first page.
    const thumbnail = `/api/documents/${documentId}/thumbnails/${String(document.version)}`;
    let first = await ben.raw('GET', thumbnail);
    while (first.status !== 200) first = await ben.raw('GET', thumbnail);
    await send(ben, new Uint8Array(await first.arrayBuffer()));
    expect((await ben.raw('GET', thumbnail)).status).toBe(200);
  });

  test('as it came a picture is not kept', async () => {
    const raw = await makePicture(14, 14);
    await send(ben, raw);
    const hash = Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(raw))).toString('hex');
    expect(existsSync(`${app.filesDir}/${hash.slice(0, 2)}/${hash}`)).toBe(false);
  });

  test('a person has so much room in a course', async () => {
    const { id } = await send(tom, await makePicture(15, 15));
    await app.db
      .collection<{ _id: string }>('images')
      .updateOne({ _id: id }, { $set: { bytes: imageLimits.bytesPerPersonAndCourse } });
    await expect(send(tom, await makePicture(16, 16))).rejects.toMatchObject({
      body: { reason: 'picture_quota_used_up' },
    });
    await app.db.collection<{ _id: string }>('images').deleteOne({ _id: id });
  });

  test('whoever only reads sends none, and nobody sends more than sixty in an hour', async () => {
    await expect(send(olga, 'x')).rejects.toMatchObject({ body: { code: 'forbidden' } });
    // Without a file: each counts, none costs a child process.
    const mia = await app.person('Mia');
    const own = await uploadDocument(await app.course({ instructor: mia }));
    const empty = async () => (await mia.raw('POST', `/api/documents/${own.id}/images`)).status;
    for (let sent = 0; sent < imageLimits.perHour; sent++) expect(await empty()).toBe(415);
    expect(await empty()).toBe(429);
  });
});

test('what no text shows goes at a start, when no draft can be waiting for it any more', async () => {
  await expect(look(ada, unused.id).then(({ status }) => status)).resolves.toBe(404);
  expect(existsSync(fileOf(unusedHash))).toBe(false);
  expect(await isOnDisk(used.id)).toBe(true);
  expect(await isOnDisk(recent.id)).toBe(true);
});

test('the addresses of pictures are found in a text, each once', () => {
  const [one, two] = [newId(), newId()];
  expect(imagesIn(`${show(one)} ${show(two)} ${show(one)} /api/documents/${documentId}/images/x`)).toEqual([
    one,
    two,
  ]);
});
