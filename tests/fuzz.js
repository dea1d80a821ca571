// `npm run fuzz`: many more requests and messages than the suite sends, from a seed of today; `npm run fuzz -- 500000` says how many.
import { runTests, sayCounts } from './support/run-jest.js';

const [requests = '200000'] = process.argv.slice(2);
process.env['FUZZ_REQUESTS'] = requests;
process.env['FUZZ_MESSAGES'] = String(Math.ceil(Number(requests) / 5));
process.env['FUZZ_SEED'] ??= String(Math.floor(Math.random() * 2 ** 31) + 1);
const counts = await runTests(['tests/fuzz']);
process.stdout.write(`${sayCounts(counts)}\n`);
process.exit(counts.failed > 0 ? 1 : 0);
