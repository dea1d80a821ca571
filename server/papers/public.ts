// What other domains may ask about meetings, papers and documents.
import { deadlinesOf, type Deadlines } from '#shared/papers/schedule.ts';
import { papersEvents, type DocumentView, type MeetingView } from '#shared/papers/contract.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { ReceivedFile } from '#server/kernel/feature.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Access } from './access.ts';
import type { DeckRules, Decks } from './decks.ts';
import type { HeldFiles } from './held-files.ts';
import type { Intake } from './intake.ts';
import type { Show } from './show.ts';
import { pageTextKey } from './documents-store.ts';
import { createPapersSearch, type PapersSearch } from './search.ts';
import type { Quota } from './quota.ts';
import type { PapersStore } from './store.ts';
import type { Versions } from './versions.ts';
import { viewDocument } from './views.ts';

/** A meeting as other domains need it, with the settings of its course and the asker's place in it. */
export interface MeetingForMember {
  readonly meetingId: Id;
  readonly courseId: Id;
  readonly startsAt: Date;
  readonly durationMinutes: number;
  /** In the order in which they are discussed. */
  readonly paperIds: readonly Id[];
  readonly deadlines: Deadlines;
  readonly settings: Settings & { readonly timeZone: string };
  readonly member: Member;
}

export interface DocumentForMember {
  readonly document: DocumentView;
  readonly member: Member;
}

export type { ReadableDocument } from './search.ts';
export type { PaperHit } from './search-names.ts';
export type { PresentFile, Versions } from './versions.ts';
export type { PageHit } from './search-pages.ts';

/** When things of a meeting are, and under which settings; about nobody in particular. */
export type MeetingSchedule = Pick<MeetingForMember, 'startsAt' | 'deadlines' | 'settings'>;

export interface PapersPublic {
  /** The meeting and the actor's place in its course; `not_found` for anybody who is no member. */
  meetingFor(actor: Actor | null, meetingId: Id): Promise<MeetingForMember>;
  /** The schedule of a meeting, without any check of rights. */
  scheduleOf(meetingId: Id): Promise<MeetingSchedule>;
  /** Titles of papers by id, without any check of rights. */
  titlesOf(paperIds: readonly Id[]): Promise<Map<Id, string>>;
  /** A document the actor may read; `not_found` otherwise. The one rule for pages, threads, files and rooms. */
  documentFor(actor: Actor | null, documentId: Id): Promise<DocumentForMember>;
  /** The text of a page as the PDF's text layer has it; undefined where nothing was extracted. */
  pageText(documentId: Id, page: number): Promise<string | undefined>;
  /** Runs `work` on a file that was received for reading only, and removes it afterwards unless a document has the same bytes. */
  readOnce<T>(hash: string, work: () => Promise<T>): Promise<T>;
  /** Files of another domain, by hash, that {@link PapersPublic.readOnce} and refused uploads leave alone. */
  keepFiles(isNeeded: (hash: string) => Promise<boolean>): void;
  /** Refuses where a file of so many bytes would have no room in the course; takes none. */
  ensureQuota(courseId: Id, bytes: number): Promise<void>;
  /** Whom to ask who may read a deck, and which of its former files; decks are nobody's until then. */
  askForDecks(rules: DeckRules): void;
  /** Somebody may read a document no more, or may now: its rooms are cleared and asked again, and pages ask anew. */
  tellRightsChanged(document: {
    readonly documentId: Id;
    readonly courseId: Id;
    readonly meetingId: Id | null;
  }): void;
  /** All meetings of a course by date, without any check of rights: for use after `meetingFor` or `memberOf`. */
  meetingsOf(courseId: Id): Promise<MeetingView[]>;
  /**
   * Makes a document of a received file (or gives an existing one a new version) and reads it; what takes longer than some
   * seconds goes on in the background, with `document.read` at the end. `belongsTo` says where and never changes.
   * Refused, with nothing stored, when the file cannot be read or the course's quota is used up. The caller has asked its own rule.
   */
  putDocument(document: {
    readonly documentId: Id;
    readonly courseId: Id;
    readonly kind: 'paper' | 'deck';
    readonly title: string;
    readonly file: ReceivedFile;
    /** Waits until the file is read, however long it takes, so that it can be no longer replaced by one that comes meanwhile. */
    readonly toTheEnd?: { readonly pagesAtMost: number };
    readonly belongsTo: { readonly paperId: Id | null; readonly meetingId: Id | null };
  }): Promise<DocumentView>;
  readonly search: PapersSearch;
  readonly versions: Versions;
}

interface Parts {
  readonly store: PapersStore;
  readonly access: Access;
  readonly show: Show;
  readonly intake: Intake;
  readonly courses: CoursesPublic;
  readonly held: HeldFiles;
  readonly versions: Versions;
  readonly decks: Decks;
  readonly bus: Bus;
  readonly quota: Quota;
}

/** The only door to this domain. */
export const openPapers = ({
  store,
  access,
  show,
  intake,
  courses,
  held,
  versions,
  decks,
  bus,
  quota,
}: Parts): PapersPublic => ({
  meetingFor: async (actor, meetingId) => {
    const { meeting, member } = await access.meetingOf(actor, meetingId);
    const settings = await courses.settingsOf(meeting.courseId);
    return {
      meetingId,
      courseId: meeting.courseId,
      startsAt: meeting.startsAt,
      durationMinutes: meeting.durationMinutes,
      paperIds: meeting.paperIds,
      deadlines: deadlinesOf(meeting.startsAt, settings, meeting.fixedReviewsDueAt),
      settings,
      member,
    };
  },
  scheduleOf: async (meetingId) => {
    const meeting = await access.scheduleOf(meetingId);
    if (!meeting) throw noSuch('meeting');
    const settings = await courses.settingsOf(meeting.courseId);
    const { startsAt, fixedReviewsDueAt } = meeting;
    return { startsAt, settings, deadlines: deadlinesOf(startsAt, settings, fixedReviewsDueAt) };
  },
  titlesOf: async (paperIds) => {
    const papers = await store.papers.find({ _id: { $in: [...paperIds] } }, { title: 1 }).lean();
    return new Map(papers.map(({ _id, title }) => [_id, title]));
  },
  documentFor: async (actor, documentId) => {
    const { document, paper, member } = await access.documentOf(actor, documentId);
    return { document: viewDocument(document, paper), member };
  },
  pageText: async (documentId, page) => {
    const document = await store.documents.findById(documentId, { currentHash: 1 }).lean();
    if (!document?.currentHash) return undefined;
    return (await store.pageTexts.findById(pageTextKey(document.currentHash, page), { text: 1 }).lean())
      ?.text;
  },
  readOnce: async (hash, work) => {
    try {
      return await held.while(hash, work);
    } finally {
      await held.discard(hash);
    }
  },
  keepFiles: held.keep,
  askForDecks: decks.askTo,
  tellRightsChanged: ({ documentId, courseId, meetingId }) => {
    bus.publish(papersEvents.documentRightsChanged, courseId, { documentId, meetingId });
  },
  meetingsOf: (courseId) => show.meetings(courseId),
  search: createPapersSearch(store, decks),
  versions,
  ensureQuota: quota.ensure,
  putDocument: async ({ documentId, courseId, kind, title, file, belongsTo, toTheEnd }) => {
    const target = { _id: documentId, courseId, kind, ...belongsTo };
    return viewDocument(await intake(file, target, () => Promise.resolve(title), toTheEnd), null);
  },
});
