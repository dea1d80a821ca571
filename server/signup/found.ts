// Finds the sign-up of a course for a member; without one the refusal says so.
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import type { Signup } from '#shared/signup/contract.ts';
import { mayArrangeSignup } from '#shared/signup/rules.ts';
import type { SignupParts } from './parts.ts';
import type { SignupRecord } from './store.ts';
import { atLeastOf, talksNow } from './world.ts';

export const needSignup = async (
  { store }: Pick<SignupParts, 'store'>,
  courseId: Id,
): Promise<SignupRecord> => {
  const signup = await store.signups.findById(courseId).lean();
  if (!signup)
    throw refuse('not_found', 'no_signup', 'The staff have not opened a sign-up for talks in this course.');
  return signup;
};

/** The instant until which a person ranks. */
export const dueFor = ({ dueAt, extensions }: SignupRecord, personId: Id): Date =>
  extensions.find((one) => one.personId === personId)?.until ?? dueAt;

const publicationsAtMost = 20;

const publicationsOf = async (
  { store, accounts }: Pick<SignupParts, 'store' | 'accounts'>,
  courseId: Id,
): Promise<Signup['publications']> => {
  const plans = await store.plans
    .find({ courseId }, { by: 1, at: 1, changes: 1 })
    .sort({ at: -1 })
    .limit(publicationsAtMost)
    .lean();
  const names = await accounts.namesOf(plans.map(({ by }) => by));
  return plans.map(({ by, at, changes }) => ({
    ...{ at: at.toISOString(), changes, by: names.get(by) ?? 'A former member' },
  }));
};

/** A sign-up for one of the members. */
export const viewSignup = async (
  parts: SignupParts,
  signup: SignupRecord,
  member: Member,
): Promise<Signup> => {
  const [talks, settings] = await Promise.all([
    talksNow(parts, signup._id, signup),
    parts.courses.settingsOf(signup._id),
  ]);
  const now = parts.clock.now();
  return {
    courseId: signup._id,
    dueAt: signup.dueAt.toISOString(),
    ownDueAt: dueFor(signup, member.personId).toISOString(),
    ...{ seats: signup.seats, swaps: signup.swaps, revision: signup.revision },
    atLeast: atLeastOf(settings.preferencesAtLeast, talks),
    slots: talks.flatMap(({ paperId, meetingId, title, startsAt, wanted }) =>
      wanted ? [{ paperId, meetingId, title, ...wanted, hasBegun: startsAt <= now }] : [],
    ),
    publishedAt: signup.publishedAt?.toISOString() ?? null,
    ...(mayArrangeSignup(member) === true
      ? { pins: signup.pins, publications: await publicationsOf(parts, signup._id) }
      : { pins: [], publications: [] }),
  };
};
