// All commands, in the order of the help.
import { backup, restore } from './backup/commands.ts';
import type { Command } from './command.ts';
import { createExportCourse } from './course/export-course.ts';
import { createAdmin } from './create-admin.ts';
import { doctor } from './doctor/doctor.ts';
import { migrateCommand } from './migrate.ts';
import { deletePerson } from './person/delete-person.ts';
import type { OpenReading } from './public.ts';

export const commandsWith = (openReading: OpenReading): readonly Command[] => [
  ...[backup, restore, doctor, migrateCommand, createAdmin],
  ...[createExportCourse(openReading), deletePerson],
];
