// The command `export-course`: everything that a teacher keeps of a course at the end of a term, in one folder.
import path from 'node:path';
import type { Command } from '#server/admin/command.ts';
import type { OpenReading } from '#server/admin/public.ts';
import { ensureNotRestoring } from '#server/kernel/db/restoring.ts';
import { SettingsError } from '#server/kernel/settings-error.ts';
import { pendingMigrations } from '#server/migrations/run.ts';
import { contentsOf } from './contents.ts';
import { writeCourse } from './course-parts.ts';
import { fillCourseFolder } from './course-folder.ts';
import { findCourse, findReader } from './find-course.ts';
import { safeName } from './safe-name.ts';

export const createExportCourse = (openReading: OpenReading): Command => ({
  name: 'export-course',
  words: ['COURSE', '[FOLDER]'],
  summary: 'Writes everything of a course, as an instructor sees it, into a new folder',
  help: [
    'COURSE is its id, code or title. The folder (without FOLDER: the title of the course) has the papers, slides',
    'and threads, reviews, feedback, marks, records of the meetings and the members; README.md in it says what is',
    'what. People go on working, and nothing of the course is changed. To move a community use backup.',
    '',
    '  --as EMAIL   the instructor with whose eyes it is read; otherwise whoever has been one for longest',
  ],
  options: { as: { type: 'string' } },
  run: async (installation, given, talk) => {
    const { db, accounts } = installation;
    await ensureNotRestoring(db);
    // First of all: what a newer version has stored may look as if nothing were there.
    const pending = await pendingMigrations(db);
    const course = await findCourse(db, given.words[0] ?? '');
    if (pending.length > 0)
      throw new SettingsError('What is stored has an older shape: start the server or run migrate first.');
    const reader = await findReader(db, accounts, course._id, given.text('as'));
    const target = path.resolve(given.words[1] ?? safeName(`${course.title} ${course.term}`));
    const reading = await openReading(installation);
    try {
      const { written, leftOut } = await fillCourseFolder(target, async (folder) => {
        await writeCourse({ reading, actor: { personId: reader.id, isAdmin: false }, folder }, course._id);
        const told = { title: course.title, reader: reader.name, at: new Date() };
        await folder.write(['README.md'], contentsOf({ ...folder, ...told }), 'What is what');
      });
      talk.say(
        `${String(written.length)} files of "${course.title}", as ${reader.name} sees it, are in ${target}.`,
      );
      talk.say('They hold names, addresses, marks and what students wrote: keep them as safe as the course.');
      for (const one of leftOut) talk.warn(`Left out: ${one}`);
      return 0;
    } finally {
      await reading.close();
    }
  },
});
