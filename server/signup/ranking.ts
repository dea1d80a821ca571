// A student's own preferences, saved by revision, and all of them for the staff.
import type { Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import { signupEvents, type Preferences, type signupRoutes, type Wishes } from '#shared/signup/contract.ts';
import { mayArrangeSignup, mayRank } from '#shared/signup/rules.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import { dueFor, needSignup } from './found.ts';
import type { SignupParts } from './parts.ts';
import { preferencesKey, type PreferencesRecord, type SignupRecord } from './store.ts';
import { isCompleteAmong, isNeeded, talksNow, type TalkNow } from './world.ts';

type Verb = 'readPreferences' | 'savePreferences' | 'listPreferences';

const isSame = (record: PreferencesRecord, wishes: Wishes) =>
  JSON.stringify([record.ranked, record.blocked, record.partnerId]) ===
  JSON.stringify([wishes.ranked, wishes.blocked, wishes.partnerId]);

const formerMember = 'A former member';

export const rankingHandlers = (parts: SignupParts): Pick<Handlers<typeof signupRoutes>, Verb> => {
  const { store, courses, accounts, papers, bus, clock } = parts;
  const { preferences } = store;

  const view = (
    personId: Id,
    record: PreferencesRecord | null,
    partner: Pick<PreferencesRecord, 'partnerId'> | null,
    { signup, talks, setting }: { signup: SignupRecord; talks: readonly TalkNow[]; setting: number },
  ): Preferences => {
    const known = new Set(talks.flatMap(({ paperId, wanted }) => (wanted ? [paperId] : [])));
    return {
      ranked: record?.ranked.filter((id) => known.has(id)) ?? [],
      blocked: record?.blocked ?? [],
      partnerId: record?.partnerId ?? null,
      isMutual: record !== null && record.partnerId !== null && partner?.partnerId === record.personId,
      isComplete: record !== null && isCompleteAmong(talks, setting, record),
      isNeeded: isNeeded(signup, talks, personId),
      savedAt: record?.savedAt.toISOString() ?? null,
      revision: record?.revision ?? 0,
    };
  };

  const settingOf = async (courseId: Id) => (await courses.settingsOf(courseId)).preferencesAtLeast;

  const readOwn = async (member: Member, signup: SignupRecord): Promise<Preferences> => {
    const { courseId, personId } = member;
    const record = await preferences.findById(preferencesKey(courseId, personId)).lean();
    // Whoever has left the course wishes for nobody any more.
    const partner =
      record?.partnerId == null ||
      !(await courses.findMember({ personId: record.partnerId, isAdmin: false }, courseId))
        ? null
        : await preferences.findById(preferencesKey(courseId, record.partnerId)).lean();
    const talks = await talksNow(parts, courseId, signup);
    return view(personId, record, partner, { signup, talks, setting: await settingOf(courseId) });
  };

  const ensureKnown = async (member: Member, wishes: Wishes, talks: readonly TalkNow[]) => {
    const { courseId, personId } = member;
    const slots = new Set(talks.flatMap(({ paperId, wanted }) => (wanted ? [paperId] : [])));
    const meetings = new Set((await papers.meetingsOf(courseId)).map(({ id }) => id));
    const isTwice = (ids: readonly Id[]) => new Set(ids).size !== ids.length;
    if (
      isTwice(wishes.ranked) ||
      wishes.ranked.some((id) => !slots.has(id)) ||
      isTwice(wishes.blocked) ||
      wishes.blocked.some((id) => !meetings.has(id))
    )
      throw refuse(
        'unprocessable',
        'not_in_signup',
        'The talks to choose from have changed meanwhile. Load the page again; your last saved list is still there.',
      );
    const { partnerId } = wishes;
    if (partnerId === null) return;
    const partner = await courses.findMember({ personId: partnerId, isAdmin: false }, courseId);
    if (partnerId === personId || partner?.role !== 'student')
      throw refuse('unprocessable', 'not_a_classmate', 'You can present with a student of this course only.');
  };

  return {
    readPreferences: async ({ actor, params: { courseId } }) => {
      const member = await courses.memberOf(actor, courseId);
      return readOwn(member, await needSignup(parts, courseId));
    },

    savePreferences: async ({ actor, params: { courseId }, body: { revision, ...wishes } }) => {
      const member = await courses.memberOf(actor, courseId);
      const signup = await needSignup(parts, courseId);
      ensure(mayRank(member, dueFor(signup, member.personId), clock.now()));
      const talks = await talksNow(parts, courseId, signup);
      // What was taken out of the term since the page was opened is no reason to refuse the rest.
      const slots = new Set(talks.flatMap(({ paperId, wanted }) => (wanted ? [paperId] : [])));
      const key = preferencesKey(courseId, member.personId);
      const before = await preferences.findById(key).lean();
      const ranked = wishes.ranked.filter((id) => slots.has(id) || before?.ranked.includes(id) !== true);
      const kept = { ...wishes, ranked };
      await ensureKnown(member, kept, talks);

      const now = clock.now();
      const isComplete = isCompleteAmong(talks, await settingOf(courseId), kept);
      const fields = {
        ...kept,
        savedAt: now,
        completeAt: isComplete ? (before?.completeAt ?? now) : null,
        revision: revision + 1,
      };
      const isSaved =
        revision === 0
          ? await preferences
              .create({ _id: key, courseId, personId: member.personId, ...fields })
              .then(() => true)
              .catch((error: unknown) => {
                if (!isDuplicate(error)) throw error;
                return false;
              })
          : (await preferences.updateOne({ _id: key, revision }, { $set: fields })).modifiedCount > 0;
      const saved = await readOwn(member, signup);
      if (!isSaved) {
        const current = await preferences.findById(key).lean();
        // The same again, because its answer was lost on the way.
        if (current?.revision === revision + 1 && isSame(current, kept)) return saved;
        throw refuse(
          'conflict',
          'preferences_changed',
          'Your list was changed in another tab or on another device meanwhile. Both are shown: keep the one you mean.',
          { current: saved },
        );
      }
      bus.publish(signupEvents.ownPreferencesSaved, member.personId, { courseId, revision: saved.revision });
      bus.publish(signupEvents.preferencesSaved, courseId, { courseId });
      // The other one of the two learns that the wish is shared now, or no longer.
      const partners = [kept.partnerId, before?.partnerId ?? null];
      for (const partnerId of partners[0] === partners[1] ? [] : partners) {
        if (partnerId === null) continue;
        const theirs = await preferences.findById(preferencesKey(courseId, partnerId)).lean();
        if (theirs?.partnerId === member.personId)
          bus.publish(signupEvents.ownPreferencesSaved, partnerId, { courseId, revision: theirs.revision });
      }
      return saved;
    },

    listPreferences: async ({ actor, params: { courseId } }) => {
      ensure(mayArrangeSignup(await courses.memberOf(actor, courseId)));
      const signup = await needSignup(parts, courseId);
      const students = await courses.membersOf(courseId, ['student']);
      const ids = students.map(({ personId }) => personId);
      const [talks, names, records, setting] = await Promise.all([
        talksNow(parts, courseId, signup),
        accounts.namesOf(ids),
        preferences.find({ courseId, personId: { $in: ids } }).lean(),
        settingOf(courseId),
      ]);
      const byPerson = new Map(records.map((record) => [record.personId, record]));
      return ids
        .map((id) => {
          const record = byPerson.get(id) ?? null;
          return {
            person: { id, name: names.get(id) ?? formerMember },
            ...view(id, record, byPerson.get(record?.partnerId ?? '') ?? null, { signup, talks, setting }),
            until: signup.extensions.find(({ personId }) => personId === id)?.until.toISOString() ?? null,
          };
        })
        .sort((one, other) => one.person.name.localeCompare(other.person.name, 'en'));
    },
  };
};
