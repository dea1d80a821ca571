// The words for phases, and what roles ask of their holders.
import type { Phase } from '#shared/rounds/rules.ts';
import type { OrderItem } from '#shared/rounds/order.ts';
import type { Role } from '#shared/rounds/roles.ts';

export const phaseWord: Readonly<Record<Phase, string>> = {
  drawn: 'Groups are drawn',
  group: 'Group phase',
  class: 'Class phase',
  done: 'Round is over',
};

/** What happens when the time of an item is up. */
export const endingOf = (kind: OrderItem['kind'] | undefined): string => {
  if (kind === 'presentation') return 'come to an end';
  return kind === 'break' ? 'the class goes on' : 'finish your sentence';
};

/** What the holder of a role does, said to them. */
export const roleTask: Readonly<Record<Role, string>> = {
  reporter: 'You report to the class.',
  scribe: 'You write the group’s notes.',
  timekeeper: 'You watch the time.',
};
