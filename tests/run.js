// `npm test`: runs all tests, or those that Jest's arguments select, and ends with the plain line of counts.
import { runTests, sayCounts } from './support/run-jest.js';

try {
  const counts = await runTests(process.argv.slice(2));
  process.stdout.write(`${sayCounts(counts)}\n`);
  process.exit(counts.failed > 0 ? 1 : 0);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
