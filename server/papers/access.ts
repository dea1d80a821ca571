// Finds a meeting, a paper or a document for somebody who may see it; for all others it does not exist.
import { mayReadDocument } from '#shared/papers/rules.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import { byId, createBatch } from '#server/kernel/db/batch.ts';
import type { Decks } from './decks.ts';
import type { DocumentRecord } from './documents-store.ts';
import type { MeetingRecord, PaperRecord, PapersStore } from './store.ts';

export interface Access {
  meetingOf(actor: Actor | null, meetingId: Id): Promise<{ meeting: MeetingRecord; member: Member }>;
  /** Without any check of rights. */
  scheduleOf(meetingId: Id): Promise<MeetingRecord | null>;
  /** Removed papers too: `removedAt` says so. */
  paperOf(actor: Actor | null, paperId: Id): Promise<{ paper: PaperRecord; member: Member }>;
  /** `paper` is the one whose PDF it is. What belongs to a removed paper is not found. */
  documentOf(
    actor: Actor | null,
    documentId: Id,
  ): Promise<{ document: DocumentRecord; paper: PaperRecord | null; member: Member }>;
  /**
   * Whether somebody who may read a document may have this file of it. Of a paper, every version: whoever has it open goes on
   * reading. Of a deck, the current one, and a former one only where the talk's domain says so: what a presenter put out of
   * sight with a new version is not the class's any more. A classmate who has the former one open keeps what has come and is
   * offered the new one.
   */
  mayHaveFile(member: Member, document: DocumentRecord, fileHash: string): Promise<boolean>;
}

export const createAccess = (store: PapersStore, courses: CoursesPublic, decks: Decks): Access => {
  // The same words whether it is missing or foreign: a stranger cannot tell one from the other.
  const memberOf = async (actor: Actor | null, courseId: Id, what: string): Promise<Member> => {
    const member = await courses.findMember(actor, courseId);
    if (!member) throw noSuch(what);
    return member;
  };
  const meetingWith = createBatch(async (ids) =>
    byId(await store.meetings.find({ _id: { $in: ids } }).lean()),
  );
  return {
    scheduleOf: meetingWith,
    meetingOf: async (actor, meetingId) => {
      const meeting = await meetingWith(meetingId);
      if (!meeting) throw noSuch('meeting');
      return { meeting, member: await memberOf(actor, meeting.courseId, 'meeting') };
    },
    paperOf: async (actor, paperId) => {
      const paper = await store.papers.findById(paperId).lean();
      if (!paper) throw noSuch('paper');
      return { paper, member: await memberOf(actor, paper.courseId, 'paper') };
    },
    documentOf: async (actor, documentId) => {
      const document = await store.documents.findById(documentId).lean();
      if (!document) throw noSuch('document');
      const member = await memberOf(actor, document.courseId, 'document');
      const paper = await store.papers.findById(document.paperId).lean();
      const isGone = !paper || paper.removedAt !== null;
      if (isGone || mayReadDocument(member, document) !== true) throw noSuch('document');
      if (document.kind === 'paper') return { document, paper, member };
      if (!(await decks.readable([member], [{ documentId, ...document }])).has(documentId))
        throw noSuch('document');
      return { document, paper: null, member };
    },
    mayHaveFile: async (member, document, fileHash) =>
      document.kind === 'paper' ||
      document.currentHash === fileHash ||
      decks.mayReadFormer(member, { documentId: document._id, ...document }, fileHash),
  };
};
