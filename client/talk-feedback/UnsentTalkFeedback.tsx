// Sends on, from whatever page, feedback on talks that was given while the network was away; shows nothing.
import type { Id } from '#shared/kernel/primitives.ts';
import { useUnsent } from '#client/drafts/use-unsent.ts';
import { ownDraftSchema, ownPlace, ownTarget, talkOf } from './send-own.ts';

export const UnsentTalkFeedback = ({ personId }: { personId: Id }) => {
  useUnsent(personId, ownPlace, ownDraftSchema, (id) => ownTarget(personId, talkOf(id)));
  return null;
};
