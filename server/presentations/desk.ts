// The desk of a talk's slides: sending files part by part, versions, more time, excuses, downloads.
import type { Model } from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { isPast } from '#shared/papers/schedule.ts';
import { mayAssignPresenters, maySeeDesk, mayUploadSlides } from '#shared/presentations/rules.ts';
import { uploadsRoutes, type SlidesDesk, type SlidesUpload } from '#shared/presentations/uploads.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import { noSuch } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Clock } from '#server/kernel/clock.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import { logLine } from './log.ts';
import { dueAtOf, type Reading } from './reading.ts';
import type { Receiving } from './receiving.ts';
import type { TellTalk } from './rights.ts';
import type { TakingIn } from './taking-in.ts';
import type { Talks } from './talks.ts';
import type { UploadRecord } from './uploads-store.ts';
import { formerMember } from './views.ts';

interface Parts {
  readonly uploads: Model<UploadRecord>;
  readonly receiving: Receiving;
  readonly takingIn: TakingIn;
  readonly converts: boolean;
  readonly talks: Talks;
  readonly papers: PapersPublic;
  readonly accounts: AccountsPublic;
  readonly reading: Reading;
  readonly tell: TellTalk;
  readonly clock: Clock;
}

/** How long finishing waits for the check, in milliseconds; what takes longer is told by a live fact. */
const patienceMs = 8000;
const mediaTypes: Readonly<Record<string, string>> = {
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odp: 'application/vnd.oasis.opendocument.presentation',
};

const fileOf = ({ file, pdf, fileName }: UploadRecord) => {
  const kept = file ?? pdf;
  if (!kept) throw noSuch('file');
  const ending = /\.(?<ending>pptx|odp)$/i.exec(fileName)?.groups?.['ending']?.toLowerCase() ?? '';
  return { hash: kept.hash, mediaType: mediaTypes[ending] ?? 'application/pdf', name: fileName };
};

/** Answers for {@link uploadsRoutes}. */
export const createDeskFeature = (parts: Parts): Feature => {
  const { uploads, receiving, takingIn, talks, papers, accounts, reading, tell, clock } = parts;

  const slotOf = async (actor: Actor, meetingId: Id, paperId: Id) => {
    const meeting = await papers.meetingFor(actor, meetingId);
    if (!meeting.paperIds.includes(paperId)) throw noSuch('paper in this meeting');
    return { meeting, talk: await talks.records.findById(paperId).lean() };
  };
  type Slot = Awaited<ReturnType<typeof slotOf>>;

  const ensureDesk = ({ meeting, talk }: Slot) => {
    ensure(maySeeDesk(meeting.member, talk?.presenterIds ?? []));
  };
  const ensureUpload = ({ meeting, talk }: Slot) => {
    const { lateSlides } = meeting.settings;
    const slidesDueAt = dueAtOf(talk, meeting);
    const presenterIds = talk?.presenterIds ?? [];
    ensure(mayUploadSlides(meeting.member, { presenterIds, slidesDueAt, lateSlides }, clock.now()));
    return isPast(slidesDueAt, clock.now());
  };
  const placeOf = (actor: Actor, { courseId, meetingId }: MeetingForMember, paperId: Id) => ({
    ...{ courseId, meetingId, paperId, personId: actor.personId },
  });

  const viewUpload = async (actor: Actor, upload: UploadRecord): Promise<SlidesUpload> => {
    const names = await accounts.namesOf([upload.personId]);
    return {
      id: upload._id,
      ...{ fileName: upload.fileName, bytes: upload.bytes, state: upload.state, problem: upload.problem },
      parts: Object.keys(upload.parts)
        .map(Number)
        .sort((a, b) => a - b),
      by: names.get(upload.personId) ?? formerMember,
      isMine: upload.personId === actor.personId,
    };
  };

  const deskOf = async (actor: Actor, paperId: Id): Promise<SlidesDesk> => {
    const [talk, all] = await Promise.all([
      talks.records.findById(paperId).lean(),
      uploads.find({ paperId }).sort({ finishedAt: -1, createdAt: -1 }).lean(),
    ]);
    const log = talk?.log ?? [];
    const names = await accounts.namesOf([
      ...all.flatMap(({ personId, lateCleared }) => [personId, lateCleared?.by ?? '']),
      ...log.map(({ by }) => by),
    ]);
    const nameOf = (id: Id) => names.get(id) ?? formerMember;
    return {
      versions: all
        .filter(({ state }) => state === 'done')
        .map(({ _id, fileName, bytes, finishedAt, createdAt, personId, late, lateCleared }) => ({
          ...{ id: _id, fileName, bytes, at: (finishedAt ?? createdAt).toISOString() },
          ...{ by: nameOf(personId), late: late && lateCleared === null },
          lateCleared: lateCleared && { by: nameOf(lateCleared.by), reason: lateCleared.reason },
          isCurrent: talk?.slides?.uploadId === _id,
        })),
      uploads: await Promise.all(
        all
          .filter(({ state, isDismissed }) => state !== 'done' && !isDismissed)
          .map((upload) => viewUpload(actor, upload)),
      ),
      log: log.toReversed().map(({ at, by, kind, note, until }) => ({
        ...{ at: at.toISOString(), by: nameOf(by), kind, note: note ?? null },
        until: until?.toISOString() ?? null,
      })),
      converts: parts.converts,
      extendedUntil: talk?.extendedUntil?.toISOString() ?? null,
    };
  };

  const versionOf = async (paperId: Id, uploadId: Id) => {
    const upload = await uploads.findOne({ _id: uploadId, paperId, state: 'done' }).lean();
    if (!upload) throw noSuch('version');
    return upload;
  };

  return feature(uploadsRoutes, {
    readSlidesDesk: async ({ actor, params: { meetingId, paperId } }) => {
      ensureDesk(await slotOf(actor, meetingId, paperId));
      return deskOf(actor, paperId);
    },

    beginUpload: async ({ actor, params: { meetingId, paperId, uploadId }, body }) => {
      const slot = await slotOf(actor, meetingId, paperId);
      ensureUpload(slot);
      return viewUpload(actor, await receiving.begin(placeOf(actor, slot.meeting, paperId), uploadId, body));
    },

    sendPart: async ({ actor, params: { meetingId, paperId, uploadId, part }, receive }) => {
      ensureUpload(await slotOf(actor, meetingId, paperId));
      const upload = await receiving.own(paperId, uploadId, actor.personId);
      const { file } = await receive();
      return viewUpload(actor, await receiving.keepPart(upload, part, file));
    },

    finishUpload: async ({ actor, params: { meetingId, paperId, uploadId } }) => {
      const slot = await slotOf(actor, meetingId, paperId);
      ensureDesk(slot);
      const upload = await receiving.own(paperId, uploadId, actor.personId);
      const whole =
        upload.state === 'receiving' ? await receiving.assemble(upload, ensureUpload(slot)) : upload;
      const taken = takingIn.take(whole);
      taken.catch(() => undefined);
      const done = await Promise.race([taken, sleep(patienceMs, null, { ref: false })]);
      return viewUpload(actor, done?.upload ?? whole);
    },

    cancelUpload: async ({ actor, params: { meetingId, paperId, uploadId } }) => {
      const slot = await slotOf(actor, meetingId, paperId);
      ensureDesk(slot);
      const upload = await receiving.own(paperId, uploadId, actor.personId);
      if (upload.state === 'receiving') await receiving.drop(upload);
      else if (upload.state === 'refused' || upload.state === 'kept')
        await uploads.updateOne({ _id: uploadId }, { $set: { isDismissed: true } });
      else throw refuse('conflict', 'upload_finished', 'This file has arrived already.');
      tell({ courseId: slot.meeting.courseId, meetingId });
      return undefined;
    },

    restoreSlides: async ({ actor, params: { meetingId, paperId, uploadId } }) => {
      const slot = await slotOf(actor, meetingId, paperId);
      ensureUpload(slot);
      const version = await versionOf(paperId, uploadId);
      await takingIn.restore(version, actor.personId);
      return viewUpload(actor, version);
    },

    extendSlides: async ({ actor, params: { meetingId, paperId }, body: { until, reason } }) => {
      const { meeting } = await slotOf(actor, meetingId, paperId);
      ensure(mayAssignPresenters(meeting.member));
      await talks.ensure({ courseId: meeting.courseId, meetingId, paperId });
      const extendedUntil = until === null ? null : new Date(until);
      const given = extendedUntil === null ? {} : { until: extendedUntil };
      const talk = await talks.records
        .findByIdAndUpdate(
          paperId,
          {
            $set: { extendedUntil },
            $push: logLine({
              ...{ at: clock.now(), by: actor.personId, kind: 'extended', note: reason },
              ...given,
            }),
          },
          { returnDocument: 'after' },
        )
        .lean();
      // What came within the new time is not late any more, and the other way round.
      if (talk) {
        const dueAt = dueAtOf(talk, meeting);
        await uploads.updateMany({ paperId, finishedAt: { $lte: dueAt } }, { $set: { late: false } });
        await uploads.updateMany({ paperId, finishedAt: { $gt: dueAt } }, { $set: { late: true } });
        if (talk.slides && !(await isCleared(talk.slides.uploadId)))
          await talks.records.updateOne(
            { _id: paperId, 'slides.uploadedAt': talk.slides.uploadedAt },
            { $set: { 'slides.late': isPast(dueAt, talk.slides.uploadedAt) } },
          );
        tell(talk);
      }
      return deskOf(actor, paperId);
    },

    clearLate: async ({ actor, params: { meetingId, paperId, uploadId }, body: { reason } }) => {
      const { meeting } = await slotOf(actor, meetingId, paperId);
      ensure(mayAssignPresenters(meeting.member));
      await versionOf(paperId, uploadId);
      const { modifiedCount } = await uploads.updateOne(
        { _id: uploadId, lateCleared: null },
        { $set: { lateCleared: { by: actor.personId, reason } } },
      );
      if (modifiedCount > 0) {
        await talks.records.updateOne(
          { _id: paperId, 'slides.uploadId': uploadId },
          { $set: { 'slides.late': false } },
        );
        const line = logLine({ at: clock.now(), by: actor.personId, kind: 'late_cleared', note: reason });
        await talks.records.updateOne({ _id: paperId }, { $push: line });
        tell({ courseId: meeting.courseId, meetingId });
      }
      return deskOf(actor, paperId);
    },

    downloadSlides: async ({ actor, params: { meetingId, paperId } }) => {
      const { meeting, talk } = await slotOf(actor, meetingId, paperId);
      if (!talk?.slides || !reading.mayRead(meeting.member, talk, meeting)) throw noSuch('file');
      const upload = await uploads.findById(talk.slides.uploadId ?? '').lean();
      if (upload) return fileOf(upload);
      // Slides of the time before uploads were kept by themselves.
      const { document } = await papers.documentFor(actor, talk.deckId);
      return { hash: document.fileHash, mediaType: 'application/pdf', name: document.fileName };
    },

    downloadVersion: async ({ actor, params: { meetingId, paperId, uploadId } }) => {
      const slot = await slotOf(actor, meetingId, paperId);
      if (maySeeDesk(slot.meeting.member, slot.talk?.presenterIds ?? []) !== true) throw noSuch('file');
      return fileOf(await versionOf(paperId, uploadId));
    },
  });

  async function isCleared(uploadId: Id | undefined) {
    return (
      uploadId !== undefined && (await uploads.exists({ _id: uploadId, lateCleared: { $ne: null } })) !== null
    );
  }
};
