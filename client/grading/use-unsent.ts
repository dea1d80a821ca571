// Marks that are on this device only, because the server was away when their review was left: sent on, and counted.
import type { Id } from '#shared/kernel/primitives.ts';
import { useUnsent as useUnsentBelow } from '#client/drafts/use-unsent.ts';
import { markingDraftSchema, markingsPlace, markingTarget } from './send-marking.ts';

/** Ids of reviews whose marks are not saved yet, without the one that is open. */
export const useUnsent = (personId: Id, meetingId: Id, openId: Id | undefined): readonly Id[] =>
  useUnsentBelow(
    personId,
    markingsPlace(meetingId),
    markingDraftSchema,
    (id) => markingTarget(personId, meetingId, id),
    openId,
  );
