// Operations on the members of a course: list, add, import, change, drop, invite.
import { coursesEvents, type coursesRoutes, type RosterRow } from '#shared/courses/contract.ts';
import { isStaff, mayChangeCourse, mayRunCourse, type Member, type Role } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse } from '#shared/kernel/refusals.ts';
import { ensure } from '#shared/kernel/rules.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Bus } from '#server/kernel/bus.ts';
import type { Clock } from '#server/kernel/clock.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { Leases } from '#server/kernel/leases.ts';
import { createTurns } from '#server/kernel/turns.ts';
import { noSuch, type CoursesPublic } from './public.ts';
import { readRoster } from './roster.ts';
import { membershipKey, type CoursesStore, type MembershipRecord } from './store.ts';
import { viewMember } from './views.ts';

interface Parts {
  readonly store: CoursesStore;
  readonly courses: CoursesPublic;
  readonly accounts: AccountsPublic;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly leases: Leases;
}

type Verb = 'listMembers' | 'addMember' | 'importRoster' | 'changeMember' | 'dropMember' | 'inviteMember';

/** Where a claim link leads; the token stays in the fragment, which no server log ever holds. */
const claimPath = (token: string): string => `/link#${token}`;

/** The part of the courses feature that is about members. */
export const memberHandlers = ({
  store,
  courses,
  accounts,
  bus,
  clock,
  leases,
}: Parts): Pick<Handlers<typeof coursesRoutes>, Verb> => {
  const { memberships } = store;
  // One after the other, so that two instructors who drop each other do not leave a course without one.
  const inTurn = createTurns(leases, 'members');

  const readMember = async (courseId: Id, personId: Id, viewer: Member) => {
    const place = await memberships
      .findOne({ _id: membershipKey(courseId, personId), droppedAt: null })
      .lean();
    const [person] = place ? await accounts.findPeople([personId]) : [];
    if (!place || !person) throw noSuch('member');
    return { place, person, view: viewMember(place, person, viewer) };
  };

  // Handing out a staff role hands out everybody's work: instructors only.
  const ensureMayGive = (member: Member, role: Role) => {
    ensure(role === 'student' || role === 'observer' ? mayRunCourse(member) : mayChangeCourse(member));
  };

  const ensureOneInstructorStays = async (courseId: Id, personId: Id) => {
    const others = await memberships.exists({
      courseId,
      role: 'instructor',
      droppedAt: null,
      personId: { $ne: personId },
    });
    if (!others)
      throw refuse(
        'conflict',
        'last_instructor',
        'This is the only instructor. Make somebody else instructor first.',
      );
  };

  // The link opens the whole account: whoever could make one for a person known from elsewhere would get into that course too.
  const ensureOursToInvite = async ({ courseId, personId, joinedAt }: MembershipRecord) => {
    const elsewhere = await memberships
      .find({ personId, courseId: { $ne: courseId }, droppedAt: null })
      .lean();
    if (elsewhere.some((other) => isStaff(other) || other.joinedAt < joinedAt))
      throw refuse(
        'conflict',
        'known_elsewhere',
        'This person belongs to another course too and gets the invitation link from its staff.',
      );
  };

  return {
    listMembers: async ({ actor, params: { courseId } }) => {
      const viewer = await courses.memberOf(actor, courseId);
      const places = await memberships.find({ courseId, droppedAt: null }).lean();
      const people = await accounts.findPeople(places.map((place) => place.personId));
      const byId = new Map(people.map((person) => [person.id, person]));
      return places
        .flatMap((place) => {
          const person = byId.get(place.personId);
          return person ? [viewMember(place, person, viewer)] : [];
        })
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    addMember: async ({ actor, params: { courseId }, body }) => {
      const member = await courses.memberOf(actor, courseId);
      ensureMayGive(member, body.role);
      const [existing] = await accounts.findByEmails([body.email]);
      const person = existing ?? (await accounts.createPerson({ name: body.name, email: body.email }));
      if (!(await courses.enrol(courseId, person.id, body.role)))
        throw refuse('conflict', 'member_already', `${person.name} is a member already.`);
      return (await readMember(courseId, person.id, member)).view;
    },

    importRoster: async ({ actor, params: { courseId }, body }) => {
      const member = await courses.memberOf(actor, courseId);
      ensure(mayRunCourse(member));
      const { entries, refused } = readRoster(body.csv);
      const known = new Map(
        (await accounts.findByEmails(entries.map((entry) => entry.email))).map((person) => [
          person.email,
          person,
        ]),
      );
      const rows: RosterRow[] = refused.map((row) => ({ ...row, outcome: 'refused', link: null }));
      const enrolments: [Id, Role][] = [];
      for (const entry of entries) {
        if ((entry.role === 'instructor' || entry.role === 'ta') && mayChangeCourse(member) !== true) {
          rows.push({
            ...entry,
            outcome: 'refused',
            reason: 'Only an instructor may add staff.',
            link: null,
          });
          continue;
        }
        const existing = known.get(entry.email);
        const row: RosterRow = {
          ...entry,
          outcome: existing ? 'matched' : 'created',
          reason: null,
          link: null,
        };
        if (!body.dryRun) {
          const person = existing ?? (await accounts.createPerson({ name: entry.name, email: entry.email }));
          enrolments.push([person.id, entry.role]);
          // Whoever registered at this very moment has chosen a password and needs no link.
          if (!existing && !person.hasPassword)
            row.link = claimPath(await accounts.createLink('claim', person.id));
        }
        rows.push(row);
      }
      await courses.enrolAll(courseId, enrolments);
      return { rows: rows.sort((a, b) => a.line - b.line), dryRun: body.dryRun };
    },

    changeMember: ({ actor, params: { courseId, personId }, body: { role } }) =>
      inTurn(courseId, async () => {
        const member = await courses.memberOf(actor, courseId);
        ensure(mayChangeCourse(member));
        const { place, view } = await readMember(courseId, personId, member);
        if (place.role === role) return view;
        if (place.role === 'instructor') await ensureOneInstructorStays(courseId, personId);
        await memberships.updateOne({ _id: place._id }, { $set: { role } });
        bus.publish(coursesEvents.roleChanged, courseId, { personId });
        bus.publish(coursesEvents.courseChanged, courseId, { courseId });
        return (await readMember(courseId, personId, member)).view;
      }),

    dropMember: ({ actor, params: { courseId, personId } }) =>
      inTurn(courseId, async () => {
        const member = await courses.memberOf(actor, courseId);
        const { place } = await readMember(courseId, personId, member);
        ensureMayGive(member, place.role);
        if (place.role === 'instructor') await ensureOneInstructorStays(courseId, personId);
        await memberships.updateOne({ _id: place._id }, { $set: { droppedAt: clock.now() } });
        bus.publish(coursesEvents.memberDropped, courseId, { personId });
        bus.publish(coursesEvents.courseChanged, courseId, { courseId });
        return undefined;
      }),

    inviteMember: async ({ actor, params: { courseId, personId } }) => {
      const member = await courses.memberOf(actor, courseId);
      ensure(mayRunCourse(member));
      const { place, person } = await readMember(courseId, personId, member);
      ensureMayGive(member, place.role);
      // A claim link sets the password: never for an account that somebody already uses.
      if (person.hasPassword)
        throw refuse(
          'conflict',
          'joined_already',
          `${person.name} has joined already and signs in with a password.`,
        );
      await ensureOursToInvite(place);
      return { link: claimPath(await accounts.createLink('claim', personId)) };
    },
  };
};
