// All commands, in the order of the help.
import { backup, restore } from './backup/commands.ts';
import type { Command } from './command.ts';
import { createAdmin } from './create-admin.ts';
import { doctor } from './doctor/doctor.ts';
import { migrateCommand } from './migrate.ts';
import { deletePerson } from './person/delete-person.ts';

export const commands: readonly Command[] = [
  ...[backup, restore, doctor, migrateCommand, createAdmin],
  ...[deletePerson],
];
