// The command `doctor`: looks at everything, changes nothing unless it is asked to, and says what is wrong and what to do.
import type { Command } from '#server/admin/command.ts';
import { version } from '#server/kernel/version.ts';
import { schemaVersion } from '#server/migrations/list.ts';
import { checkBytes, checkIndexes, checkOrphanFiles, checkReferences } from './data.ts';
import { checkClock, checkPeople, checkRedis, checkSpace, checkVersions } from './surroundings.ts';

const checks = [
  ...[checkVersions, checkSpace, checkClock, checkRedis, checkPeople],
  ...[checkIndexes, checkReferences, checkOrphanFiles],
];

export const doctor: Command = {
  name: 'doctor',
  words: [],
  summary: 'Looks at settings, versions, indexes, references, files, free space, clock and Redis',
  help: [
    'Writes nothing. Exit code 1 where something is wrong.',
    '',
    '  --deep     read every file, and compare it with its hash',
    '  --repair   set indexes right, and remove files of days ago that belong to nothing',
    '  --json     say what was found as JSON',
  ],
  options: { deep: { type: 'boolean' }, repair: { type: 'boolean' }, json: { type: 'boolean' } },
  run: async (installation, given, talk) => {
    const { db, environment } = installation;
    const { version: engine } = (await db.command({ buildInfo: 1 })) as { version: string };
    const about = {
      ...{ version, schema: schemaVersion, node: process.versions.node },
      database: `${environment.mongodbUri === undefined ? 'built in' : 'MONGODB_URI'}, ${engine}`,
    };
    const findings = [];
    for (const check of [...checks, ...(given.flag('deep') ? [checkBytes] : [])])
      for (const finding of await check(installation)) {
        const isRepaired = given.flag('repair') && finding.repair !== undefined;
        if (isRepaired) await finding.repair?.();
        findings.push({ about: finding.about, says: finding.says, isRepaired });
      }
    const left = findings.filter(({ isRepaired }) => !isRepaired);
    if (given.flag('json')) talk.say(JSON.stringify({ ...about, findings }, null, 2));
    else {
      talk.say(
        `Paperround ${about.version}, schema ${String(about.schema)}, Node.js ${about.node}, database ${about.database}.`,
      );
      for (const { says, isRepaired } of findings) talk.say(isRepaired ? `Repaired: ${says}` : says);
      talk.say(left.length === 0 ? 'All is well.' : `${String(left.length)} things are wrong.`);
    }
    return left.length === 0 ? 0 : 1;
  },
};
