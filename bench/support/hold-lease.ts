// A process that takes a lease and keeps it until it is killed: says so in one line.
import pino from 'pino';
import { connectDatabase } from '#server/kernel/db/connect.ts';
import { createLeases } from '#server/kernel/leases.ts';

const leases = createLeases(
  await connectDatabase(process.env['MONGODB_URI'] ?? ''),
  pino({ level: 'silent' }),
);
await leases.start();
await leases.take('bench:owned');
process.stdout.write('held\n');
