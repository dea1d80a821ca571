// Pseudonyms inside one exchange: the same for one person all through it, another as giver than as author, and in no order.
import type { Id } from '#shared/kernel/primitives.ts';
import { deriveToken } from '#server/kernel/secret.ts';

export type AliasOf = (role: 'Author' | 'Reader', meetingId: Id, personId: Id) => string;

/** For instance `Reader K4QT`: cannot be traced back without the installation's secret. */
export const createAliases =
  (secret: string): AliasOf =>
  (role, meetingId, personId) => {
    const token = deriveToken(secret, `feedback ${role}`, `${meetingId} ${personId}`);
    return `${role} ${token
      .replace(/[^A-Z2-9]/g, '')
      .slice(0, 4)
      .padEnd(4, '7')}`;
  };
