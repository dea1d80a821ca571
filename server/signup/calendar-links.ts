// Secret links of calendars: 32 random bytes, stored as a hash, one per person, ended at once.
import { createHash, randomBytes } from 'node:crypto';
import type { Id } from '#shared/kernel/primitives.ts';
import { calendarRoutes } from '#shared/signup/calendar.ts';
import { feature, type Feature } from '#server/kernel/feature.ts';
import { createLimit } from '#server/kernel/limits.ts';
import type { SignupParts } from './parts.ts';

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** Where the feed of a secret is. */
const addressOf = (origin: string, secret: string) => `${origin}/calendar/${secret}.ics`;

export interface CalendarLinks {
  readonly feature: Feature;
  /** Whose calendar a secret opens; null: nobody's, or not any more. */
  personWith(secret: string): Promise<Id | null>;
}

export const createCalendarLinks = ({
  store: { calendarLinks },
  clock,
}: Pick<SignupParts, 'store' | 'clock'>): CalendarLinks => {
  const creations = createLimit(20, 60 * 60, 'new calendar links in a short time');
  return {
    feature: feature(calendarRoutes, {
      readCalendarLink: async ({ actor: { personId } }) => ({
        createdAt: (await calendarLinks.findById(personId).lean())?.createdAt.toISOString() ?? null,
      }),
      createCalendarLink: async ({ actor: { personId }, origin }) => {
        await creations.take(personId);
        const secret = randomBytes(32).toString('base64url');
        const createdAt = clock.now();
        await calendarLinks.updateOne(
          { _id: personId },
          { $set: { secretHash: hashOf(secret), createdAt } },
          { upsert: true },
        );
        return { link: addressOf(origin, secret), createdAt: createdAt.toISOString() };
      },
      revokeCalendarLink: async ({ actor: { personId } }) => {
        await calendarLinks.deleteOne({ _id: personId });
        return undefined;
      },
    }),
    personWith: async (secret) =>
      (await calendarLinks.findOne({ secretHash: hashOf(secret) }, { _id: 1 }).lean())?._id ?? null,
  };
};
