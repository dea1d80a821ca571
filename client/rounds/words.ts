// The words for phases, and what roles ask of their holders.
import type { Phase } from '#shared/rounds/rules.ts';
import type { Role } from '#shared/rounds/roles.ts';

export const phaseWord: Readonly<Record<Phase, string>> = {
  drawn: 'Groups are drawn',
  group: 'Group phase',
  class: 'Class phase',
  done: 'Round is over',
};

/** What the holder of a role does, said to them. */
export const roleTask: Readonly<Record<Role, string>> = {
  reporter: 'You report to the class.',
  scribe: 'You write the group’s notes.',
  timekeeper: 'You watch the time.',
};
