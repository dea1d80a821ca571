// One student's way through the classes of a course: where they sat, with whom, in which roles, what their groups reported.
import type { History } from '#shared/meeting-record/contract.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { groupName } from '#shared/rounds/names.ts';
import { ROLES, type Role } from '#shared/rounds/roles.ts';
import type { MeetingRecordParts } from './parts.ts';
import { nameIn, rolesOf, viewPoint, viewStays } from './views.ts';

/** The caller has asked whether it may be read. */
export const createReadHistory =
  ({ rounds, reporting, accounts, papers }: MeetingRecordParts) =>
  async (courseId: Id, personId: Id): Promise<History> => {
    const [classes, meetings] = await Promise.all([
      rounds.pastClasses(courseId),
      papers.meetingsOf(courseId),
    ]);
    const known = new Map(meetings.map((meeting) => [meeting.id, meeting]));
    const attended = classes
      .flatMap((past) => {
        const meeting = known.get(past.meetingId);
        const presence = past.presence.find((person) => person.personId === personId);
        const seats = past.rounds.flatMap((round) => {
          const group = round.groups.find(({ members }) => members.includes(personId));
          return group ? [{ round, group }] : [];
        });
        return meeting && (presence || seats.length > 0) ? [{ meeting, presence, seats }] : [];
      })
      .sort((one, other) => other.meeting.startsAt.localeCompare(one.meeting.startsAt));

    const met = new Map<Id, { times: number; lastAt: string }>();
    const counts: Record<Role, number> = { reporter: 0, scribe: 0, timekeeper: 0 };
    for (const { round, group } of attended.flatMap(({ seats }) => seats)) {
      for (const role of rolesOf(group.roles, personId)) counts[role] += 1;
      const at = round.drawnAt.toISOString();
      for (const other of group.members) {
        if (other === personId) continue;
        const before = met.get(other);
        met.set(other, {
          times: (before?.times ?? 0) + 1,
          lastAt: before && before.lastAt > at ? before.lastAt : at,
        });
      }
    }
    const names = await accounts.namesOf([personId, ...met.keys()]);
    const reports = new Map(
      await Promise.all(
        attended.map(async ({ meeting }) => [meeting.id, await reporting.reportedIn(meeting.id)] as const),
      ),
    );
    return {
      personId,
      name: nameIn(names, personId),
      held: classes.length,
      roles: Object.fromEntries(ROLES.map((role) => [role, counts[role]])) as Record<Role, number>,
      met: [...met]
        .map(([id, { times, lastAt }]) => ({ personId: id, name: nameIn(names, id), times, lastAt }))
        .sort((one, other) => other.times - one.times || one.name.localeCompare(other.name)),
      meetings: attended.map(({ meeting, presence, seats }) => ({
        ...{ meetingId: meeting.id, topic: meeting.topic, startsAt: meeting.startsAt },
        stays: presence ? viewStays(presence) : [],
        rounds: seats.map(({ round, group }) => ({
          ...{ id: round.id, number: round.number },
          group: groupName(group.number),
          roles: rolesOf(group.roles, personId),
          others: group.members.filter((id) => id !== personId).map((id) => nameIn(names, id)),
          points: (reports.get(meeting.id)?.points ?? [])
            .filter(({ notesId }) => notesId === group.notesId)
            .map((point) => viewPoint(point)),
        })),
      })),
    };
  };
