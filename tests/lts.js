// `npm run test:lts`: the tests on a current LTS of Node.js; `npm run test:lts -- tests/papers` says which.
import { runOnLts } from './support/lts.js';

try {
  process.exit((await runOnLts(process.argv.slice(2))) ? 0 : 1);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
