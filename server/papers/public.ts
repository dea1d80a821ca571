// What other domains may ask about meetings, papers and documents.
import type { Deadlines } from '#shared/papers/schedule.ts';
import type { DocumentView, MeetingView } from '#shared/papers/contract.ts';
import type { Member } from '#shared/courses/roles.ts';
import type { Settings } from '#shared/courses/settings.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { ReceivedFile } from '#server/kernel/feature.ts';

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

export interface PapersPublic {
  /** The meeting and the actor's place in its course; `not_found` for anybody who is no member. */
  meetingFor(actor: Actor | null, meetingId: Id): Promise<MeetingForMember>;
  /** A document the actor may read; `not_found` otherwise. The one rule for pages, threads, files and rooms. */
  documentFor(actor: Actor | null, documentId: Id): Promise<DocumentForMember>;
  /** The text of a page as the PDF's text layer has it; undefined where nothing was extracted. */
  pageText(documentId: Id, page: number): Promise<string | undefined>;
  /** All meetings of a course by date, without any check of rights: for use after `meetingFor` or `memberOf`. */
  meetingsOf(courseId: Id): Promise<MeetingView[]>;
  /**
   * Makes a document of a received file (or gives an existing one a new version) and reads it in the background.
   * `belongsTo` says where. Refused when the file is no PDF or the course's quota is used up. The caller has asked its own rule.
   */
  putDocument(document: {
    readonly documentId: Id;
    readonly courseId: Id;
    readonly kind: 'paper' | 'deck';
    readonly title: string;
    readonly file: ReceivedFile;
    readonly belongsTo: { readonly paperId: Id | null; readonly meetingId: Id | null };
  }): Promise<DocumentView>;
}
