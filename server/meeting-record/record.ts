// Puts the record of one meeting together, for one person: what they may not read is not in it.
import type { MeetingRecord } from '#shared/meeting-record/contract.ts';
import { mayReadAttendance } from '#shared/meeting-record/rules.ts';
import { isStaff, type Member } from '#shared/courses/roles.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { groupName } from '#shared/rounds/names.ts';
import { mayReadNotes } from '#shared/rounds/rules.ts';
import type { MeetingRecordParts } from './parts.ts';
import { nameIn, viewGroup, viewStays } from './views.ts';

interface Place {
  readonly meetingId: Id;
  readonly courseId: Id;
  readonly member: Member;
}

const byName = <T extends { readonly name: string }>(people: T[]): T[] =>
  people.sort((one, other) => one.name.localeCompare(other.name));

export const createReadRecord =
  ({ rounds, reporting, accounts, courses }: MeetingRecordParts) =>
  async ({ meetingId, courseId, member }: Place): Promise<MeetingRecord> => {
    const [{ presence, rounds: held }, reported, students] = await Promise.all([
      rounds.pastClass(meetingId),
      reporting.reportedIn(meetingId),
      isStaff(member) ? courses.membersOf(courseId, ['student']) : null,
    ]);
    const written = await rounds.writtenIn(held.map(({ id }) => id));
    const attended = presence.filter(({ personId }) => mayReadAttendance(member, personId) === true);
    const there = new Set(presence.map(({ personId }) => personId));
    const absent = students?.map(({ personId }) => personId).filter((personId) => !there.has(personId));
    const names = await accounts.namesOf([
      ...attended.map(({ personId }) => personId),
      ...(absent ?? []),
      ...held.flatMap(({ groups }) => groups.flatMap(({ members }) => members)),
    ]);
    const named = (personId: Id) => ({ personId, name: nameIn(names, personId) });
    const points = new Map(reported.points.map((point) => [point.id, point]));
    return {
      ...{ meetingId, courseId },
      attendance: byName(attended.map((person) => ({ ...named(person.personId), stays: viewStays(person) }))),
      absent: absent ? byName(absent.map(named)) : null,
      rounds: held.map((round) => ({
        ...{ id: round.id, number: round.number, phase: round.phase, questions: round.questions },
        drawnAt: round.drawnAt.toISOString(),
        groups: round.groups.map((group) => {
          const isOpen = mayReadNotes(member, group.members, round.phase) === true;
          return viewGroup(round, group, {
            ...{ names, reported },
            texts: isOpen ? (written.get(group.notesId) ?? []) : null,
          });
        }),
      })),
      takeaways: reported.takeaways.map(({ id, text, pointId, threadId, documentId, at }) => {
        const point = pointId === null ? undefined : points.get(pointId);
        return {
          ...{ id, text, threadId, documentId, at },
          from: point ? groupName(point.group) : null,
          votes: point?.votes ?? null,
        };
      }),
    };
  };
