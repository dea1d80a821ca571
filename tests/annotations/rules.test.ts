// Who may do what to whose threads, as one table.
import { describe, expect, test } from '@jest/globals';
import {
  mayAnnotate,
  mayChangeAnchor,
  mayDelete,
  mayEdit,
  mayReply,
  mayResolve,
  mayUpvote,
  type Written,
} from '#shared/annotations/rules.ts';
import type { Member, Role } from '#shared/courses/roles.ts';

const member = (personId: string, role: Role): Member => ({ personId, courseId: 'course', role });
const standing: Written = { authorId: 'author', deletedAt: null };
const deleted: Written = { authorId: 'author', deletedAt: new Date() };
const people = {
  author: member('author', 'student'),
  classmate: member('classmate', 'student'),
  ta: member('ta', 'ta'),
  instructor: member('instructor', 'instructor'),
  observer: member('observer', 'observer'),
  // Wrote it as a student and was made an observer since.
  formerStudent: member('author', 'observer'),
};
type Who = keyof typeof people;

const rules = { mayReply, mayEdit, mayDelete, mayResolve, mayUpvote };
const allowed: Record<keyof typeof rules, { standing: Who[]; deleted: Who[] }> = {
  mayReply: { standing: ['author', 'classmate', 'ta', 'instructor'], deleted: [] },
  mayEdit: { standing: ['author'], deleted: [] },
  mayDelete: { standing: ['author', 'ta', 'instructor'], deleted: ['author', 'ta', 'instructor'] },
  mayResolve: { standing: ['author', 'ta', 'instructor'], deleted: [] },
  mayUpvote: { standing: ['classmate', 'ta', 'instructor'], deleted: [] },
};

describe.each(Object.keys(rules) as (keyof typeof rules)[])('%s', (name) => {
  test.each(Object.keys(people) as Who[])('%s', (who) => {
    for (const [state, written] of [
      ['standing', standing],
      ['deleted', deleted],
    ] as const) {
      const verdict = rules[name](people[who], written);
      if (allowed[name][state].includes(who)) expect(verdict).toBe(true);
      else expect(verdict).toMatchObject({ message: expect.stringMatching(/^[A-Z].*\.$/) });
    }
  });
});

test('everybody but observers annotates', () => {
  const yes = (Object.keys(people) as Who[]).filter((who) => mayAnnotate(people[who]) === true);
  expect(yes).toEqual(['author', 'classmate', 'ta', 'instructor']);
});

test('a deleted thread keeps a place as long as a reply stands by it', () => {
  const reply = { authorId: 'classmate', deletedAt: null };
  const at = (deletedAt: Date | null, replies: readonly Written[]) =>
    (Object.keys(people) as Who[]).filter(
      (who) => mayChangeAnchor(people[who], { authorId: 'author', deletedAt, replies }) === true,
    );
  const own = ['author', 'ta', 'instructor'];
  expect(at(null, [])).toEqual(own);
  expect(at(new Date(), [reply])).toEqual(own);
  expect(at(new Date(), [{ ...reply, deletedAt: new Date() }])).toEqual([]);
});
