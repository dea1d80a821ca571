// The term's talks: who presents what, who still has to, where somebody is missing, and how fairly it came out.
import { isStaff } from '#shared/courses/roles.ts';
import type { signupRoutes } from '#shared/signup/contract.ts';
import { figuresOf } from '#shared/signup/figures.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { SignupParts } from './parts.ts';
import { gatherFacts, problemOf, talksNow } from './world.ts';

export const termHandlers = (parts: SignupParts): Pick<Handlers<typeof signupRoutes>, 'readTerm'> => {
  const { store, courses, accounts } = parts;
  return {
    readTerm: async ({ actor, params: { courseId } }) => {
      const member = await courses.memberOf(actor, courseId);
      const signup = await store.signups.findById(courseId).lean();
      const [talks, students] = await Promise.all([
        talksNow(parts, courseId, signup),
        courses.membersOf(courseId, ['student']),
      ]);
      const ids = students.map(({ personId }) => personId);
      const names = await accounts.namesOf([...ids, ...talks.flatMap(({ presenterIds }) => presenterIds)]);
      const person = (id: string) => ({ id, name: names.get(id) ?? 'A former member' });
      const seats = signup?.seats ?? 1;
      const times = new Map(ids.map((id) => [id, 0]));
      for (const id of talks.flatMap(({ presenterIds }) => presenterIds))
        if (times.has(id)) times.set(id, (times.get(id) ?? 0) + 1);
      const timesPresented: number[] = [];
      for (const count of times.values()) {
        while (timesPresented.length <= count) timesPresented.push(0);
        timesPresented[count] = (timesPresented[count] ?? 0) + 1;
      }
      const figures = async () => {
        if (!signup) return null;
        const facts = await gatherFacts(parts, signup);
        // Wishes are looked at for all talks, also those that are over.
        const problem = problemOf({ ...facts, now: new Date(0) }, 'bonus', 'term');
        return { timesPresented, wishes: figuresOf(problem, problem.standing) };
      };
      return {
        seats,
        talks: talks.map(({ paperId, meetingId, title, presenterIds, wanted }) => ({
          ...{ paperId, meetingId, title, presenters: presenterIds.map(person) },
          missing: Math.max(0, (wanted?.min ?? 0) - presenterIds.length),
          isWanted: wanted !== null,
        })),
        stillToPresent: [...times]
          .filter(([id, count]) => count < seats && (isStaff(member) || id === member.personId))
          .map(([id, count]) => ({ person: person(id), missing: seats - count }))
          .sort((one, other) => one.person.name.localeCompare(other.person.name, 'en')),
        figures: isStaff(member) ? await figures() : null,
      };
    },
  };
};
