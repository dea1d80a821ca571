// What every part of the presenting feature is made of, and the question at its door.
import type { Id } from '#shared/kernel/primitives.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { mayPresent } from '#shared/presenting/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { AnnotationsPublic } from '#server/annotations/public.ts';
import { noSuch, type CoursesPublic } from '#server/courses/public.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { MeetingForMember, PapersPublic } from '#server/papers/public.ts';
import type { PresentationsPublic, TalkFacts } from '#server/presentations/public.ts';
import type { Shows } from './shows.ts';
import type { PresentingStore } from './store.ts';

export interface PresentingParts {
  readonly store: PresentingStore;
  readonly shows: Shows;
  readonly papers: PapersPublic;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly annotations: AnnotationsPublic;
  readonly presentations: PresentationsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  /** Whether a token is that of the meeting's projector: its link belongs to the room, not to a talk. */
  readonly mayProject: (meetingId: Id, token: string | undefined) => Promise<boolean>;
}

export interface TalkForMember {
  readonly meeting: MeetingForMember;
  readonly talk: TalkFacts;
}

/** The talk for a member of its course; `not_found` for everybody else, and where nobody was assigned and nothing uploaded. */
export const talkFor = async (
  { presentations }: Pick<PresentingParts, 'presentations'>,
  actor: Actor,
  { meetingId, paperId }: { readonly meetingId: Id; readonly paperId: Id },
): Promise<TalkForMember> => {
  const { meeting, talk } = await presentations.talkFor(actor, meetingId, paperId);
  if (!talk) throw noSuch('talk');
  return { meeting, talk };
};

/** The same for its presenters and the staff; refused for other members. */
export const presentersTalkFor: typeof talkFor = async (parts, actor, of) => {
  const found = await talkFor(parts, actor, of);
  ensure(mayPresent(found.meeting.member, found.talk));
  return found;
};
