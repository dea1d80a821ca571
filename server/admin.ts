// The second program of the build: the command line tool with which a community is cared for.
import { runAdmin } from '#server/admin/run.ts';
import { openReading } from '#server/reading.ts';

process.exitCode = await runAdmin(process.argv.slice(2), process.env, openReading);
