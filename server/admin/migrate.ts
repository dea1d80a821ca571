// The command `migrate`: does by hand what every start does by itself.
import { migrate } from '#server/migrations/run.ts';
import { schemaVersion } from '#server/migrations/list.ts';
import type { Command } from './command.ts';

export const migrateCommand: Command = {
  name: 'migrate',
  words: [],
  summary: 'Brings what is stored to the shape of this version, as every start does',
  help: [
    'One process does it while others wait. What was cut off goes on where it was. A backup first is wise.',
  ],
  run: async ({ connection }, _given, talk) => {
    const done = await migrate(connection);
    for (const { number, name } of done) talk.say(`${String(number)}: ${name}`);
    talk.say(
      done.length === 0
        ? `Nothing to do: the schema is ${String(schemaVersion)}.`
        : `Done: the schema is ${String(schemaVersion)}.`,
    );
    return 0;
  },
};
