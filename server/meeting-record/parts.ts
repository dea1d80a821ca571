// What the record of a meeting is put together from; it keeps nothing of its own.
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import type { PapersPublic } from '#server/papers/public.ts';
import type { ReportingPublic } from '#server/reporting/public.ts';
import type { RoundsPublic } from '#server/rounds/public.ts';

export interface MeetingRecordParts {
  readonly accounts: AccountsPublic;
  readonly courses: CoursesPublic;
  readonly papers: PapersPublic;
  readonly annotations: AnnotationsPublic;
  readonly rounds: RoundsPublic;
  readonly reporting: ReportingPublic;
}
