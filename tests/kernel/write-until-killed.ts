// Stands for the app in the crash tests: inserts into the database in argv[2] and prints each acknowledged number.
import { openEngine } from '#server/kernel/db/engine.ts';
import { connectDatabase } from '#server/kernel/db/connect.ts';

const [dataDir = ''] = process.argv.slice(2);
// The socket that the killed engine leaves behind is removed with the data.
process.env['TMPDIR'] = dataDir;
const { uri } = await openEngine({ dataDir });
const numbers = (await connectDatabase(uri)).collection<{ _id: number }>('numbers');

let next = 0;
const insertForever = async () => {
  for (;;) {
    const number = next++;
    await numbers.insertOne({ _id: number });
    process.stdout.write(`${String(number)}\n`);
  }
};
await Promise.all([insertForever(), insertForever(), insertForever(), insertForever()]);
