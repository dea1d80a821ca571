// Answers for pictures: takes them in, hands them to whoever may see a text that shows them, and removes what nobody uses.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Connection } from 'mongoose';
import { imageLimits, imagesRoutes } from '#shared/annotations/images.ts';
import { mayAnnotate } from '#shared/annotations/rules.ts';
import { draftLimits } from '#shared/drafts/contract.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { FileStore } from '#server/kernel/files.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { startSweeping } from '#server/kernel/sweeping.ts';
import { createTurns } from '#server/kernel/turns.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import { visibleTo } from '#server/annotations/audience.ts';
import type { AnnotationsStore } from '#server/annotations/store.ts';
import type { LookAt } from '#server/annotations/viewers.ts';
import { createEncoder } from './encoder.ts';
import { openImagesStore, type ImageRecord } from './store.ts';

interface Parts {
  readonly db: Connection;
  readonly store: AnnotationsStore;
  readonly files: FileStore;
  readonly papers: PapersPublic;
  readonly lookAt: LookAt;
  readonly clock: Clock;
  readonly leases: Leases;
}

export interface Images {
  readonly feature: Feature;
  /** Removes what nobody uses, now and once a day. */
  start(): void;
  sweep(): Promise<void>;
  close(): Promise<void>;
}

const dayMs = 24 * 3600 * 1000;
/** As long as a draft may wait with a picture in it. */
const unusedForMs = draftLimits.keptDays * dayMs;

const quotaUsedUp = () =>
  refuse(
    'no_room',
    'picture_quota_used_up',
    `Your pictures in this course take ${String(imageLimits.bytesPerPersonAndCourse / 1e6)} MB, which is all there is for one person. Delete threads with pictures that are not needed.`,
  );

export const createImages = ({ db, store, files, papers, lookAt, clock, leases }: Parts): Images => {
  const images = openImagesStore(db);
  const encoder = createEncoder();
  const uploads = createLimit(imageLimits.perHour, 3600, 'pictures in an hour');
  // The pictures of one person wait for each other, so that many at once cannot pass the quota.
  const inTurn = createTurns(leases, 'pictures');
  papers.keepFiles(async (hash) => (await images.exists({ hash })) !== null);

  const ensureRoom = async (courseId: Id, uploaderId: Id, more: number) => {
    const [used] = await images.aggregate<{ bytes: number }>([
      { $match: { courseId, uploaderId } },
      { $group: { _id: null, bytes: { $sum: '$bytes' } } },
    ]);
    if ((used?.bytes ?? 0) + more > imageLimits.bytesPerPersonAndCourse) throw quotaUsedUp();
  };

  const keep = async (record: ImageRecord, image: Buffer) => {
    // The record first: from now on the file is needed, whoever sends the same bytes and has them refused.
    await images.create(record);
    try {
      await files.put(Readable.from([image]), image.length);
    } catch (error) {
      await images.deleteOne({ _id: record._id });
      throw error;
    }
  };

  const sweep = async () => {
    const old = images.find({ uploadedAt: { $lt: new Date(clock.now().getTime() - unusedForMs) } }).lean();
    for await (const { _id, documentId, hash } of old) {
      if (await store.threads.exists({ documentId, images: _id })) continue;
      await images.deleteOne({ _id });
      await papers.readOnce(hash, () => Promise.resolve());
    }
  };

  let stopSweeping = () => Promise.resolve();

  return {
    sweep,
    start: () => {
      stopSweeping = startSweeping({ leases, name: 'pictures', everyMs: dayMs, sweep });
    },
    close: async () => {
      encoder.close();
      await stopSweeping();
    },
    feature: feature(imagesRoutes, {
      uploadImage: async ({ actor, params: { documentId }, receive }) => {
        const { viewer } = await lookAt(actor, documentId);
        ensure(mayAnnotate(viewer.member));
        await uploads.take(actor.personId);
        const { courseId } = viewer.member;
        const { file } = await receive();
        // As it came it is read once and goes.
        return papers.readOnce(file.hash, () =>
          inTurn(`${courseId} ${actor.personId}`, async () => {
            const { image, width, height, wasMoving } = await files.withPath(file.hash, encoder.encode);
            const bytes = image.length;
            await ensureRoom(courseId, actor.personId, bytes);
            const id = newId();
            const hash = createHash('sha256').update(image).digest('hex');
            const place = { documentId, courseId, uploaderId: actor.personId };
            await keep({ _id: id, ...place, hash, width, height, bytes, uploadedAt: clock.now() }, image);
            return { id, width, height, bytes, wasMoving };
          }),
        );
      },

      readImage: async ({ actor, params: { documentId, imageId } }) => {
        const { viewer } = await lookAt(actor, documentId);
        const image = await images.findOne({ _id: imageId, documentId }).lean();
        const isOpen =
          image !== null &&
          (image.uploaderId === actor.personId ||
            (await store.threads.exists({ documentId, images: imageId, ...visibleTo(viewer) })) !== null);
        if (!isOpen) throw noSuch('picture');
        return { hash: image.hash, mediaType: 'image/webp', name: 'picture.webp' };
      },
    }),
  };
};
