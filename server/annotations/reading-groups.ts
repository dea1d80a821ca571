// Reading groups: small groups of a large course, shuffled anew for every document, in which people see one another's notes.
import { randomInt } from 'node:crypto';
import type { Member } from '#shared/courses/roles.ts';
import { newId, type Id } from '#shared/kernel/primitives.ts';
import type { CoursesPublic } from '#server/courses/public.ts';
import { isDuplicate } from '#server/kernel/db/collection.ts';
import type { AnnotationsStore, ReadingGroupsRecord } from './store.ts';

type Groups = ReadingGroupsRecord['groups'];

/** Fisher and Yates' shuffle, dealt out: group sizes differ by at most one and none is larger than `size`. */
const dealOut = (people: readonly Id[], size: number): Groups => {
  const shuffled = [...people];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    const [a, b] = [shuffled[i], shuffled[j]];
    if (a !== undefined && b !== undefined) [shuffled[i], shuffled[j]] = [b, a];
  }
  const count = Math.max(1, Math.ceil(people.length / size));
  return Array.from({ length: count }, (_, group) => ({
    id: newId(),
    people: shuffled.filter((_person, place) => place % count === group),
  }));
};

const groupIn = (groups: Groups, personId: Id): Id | null =>
  groups.find(({ people }) => people.includes(personId))?.id ?? null;

export interface ReadingGroups {
  /** The group of a member for a document; null for everybody but students, and where there are no groups. */
  groupOf(documentId: Id, member: Member, size: number): Promise<Id | null>;
  /** The groups of a document; none where none were made. */
  idsOf(documentId: Id): Promise<Id[]>;
  /** Whether a member is in a group; for the door of its room. */
  isIn(groupId: Id, personId: Id): Promise<{ documentId: Id } | null>;
}

/**
 * Groups once made stay, also when the course changes their size: people have talked in them. Whoever comes later joins the smallest,
 * also where that makes it larger than the course wished; a further group is opened only when all are twice as large.
 */
export const createReadingGroups = (
  { readingGroups }: Pick<AnnotationsStore, 'readingGroups'>,
  courses: Pick<CoursesPublic, 'membersOf'>,
): ReadingGroups => {
  const make = async (documentId: Id, courseId: Id, size: number): Promise<void> => {
    const students = (await courses.membersOf(courseId, ['student'])).map(({ personId }) => personId);
    try {
      await readingGroups.create({ _id: documentId, courseId, revision: 1, groups: dealOut(students, size) });
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  };

  const groupOf: ReadingGroups['groupOf'] = async (documentId, member, size) => {
    if (member.role !== 'student') return null;
    for (;;) {
      const made = await readingGroups.findById(documentId).lean();
      if (!made && size === 0) return null;
      if (!made) {
        await make(documentId, member.courseId, size);
        continue;
      }
      const known = groupIn(made.groups, member.personId);
      if (known !== null || size === 0) return known;
      const smallest = made.groups.toSorted((a, b) => a.people.length - b.people.length)[0];
      // Somewhat more in a group is company; a group of one is none.
      const hasRoom = smallest && smallest.people.length < 2 * size;
      const groups = hasRoom
        ? made.groups.map((group) =>
            group === smallest ? { ...group, people: [...group.people, member.personId] } : group,
          )
        : [...made.groups, { id: newId(), people: [member.personId] }];
      // Whoever comes at the same moment makes this one look again.
      await readingGroups.updateOne(
        { _id: documentId, revision: made.revision },
        { $set: { groups }, $inc: { revision: 1 } },
      );
    }
  };

  return {
    groupOf,
    idsOf: async (documentId) =>
      ((await readingGroups.findById(documentId).lean())?.groups ?? []).map(({ id }) => id),
    isIn: async (groupId, personId) => {
      const found = await readingGroups
        .findOne({ groups: { $elemMatch: { id: groupId, people: personId } } }, { _id: 1 })
        .lean();
      return found && { documentId: found._id };
    },
  };
};
