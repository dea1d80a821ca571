// Loaded before a server: its clock jumps by what stands in the file CLOCK_FILE (milliseconds) whenever SIGUSR2 comes.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const realNow = RealDate.now.bind(RealDate);
let offset = 0;
RealDate.now = () => realNow() + offset;
globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts) => {
    const given = /** @type {unknown[]} */ (parts);
    const made = /** @type {unknown} */ (
      Reflect.construct(target, given.length === 0 ? [RealDate.now()] : given)
    );
    return /** @type {Date} */ (made);
  },
});
process.on('SIGUSR2', () => {
  offset = Number(readFileSync(process.env['CLOCK_FILE'] ?? '', 'utf8'));
});
