/** Reads how much memory another process really holds, buffers and native allocations included. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const kibibyte = 1024;

/** Resident plus swapped-out bytes of a process; 0 when it is gone (or on Windows, which has neither source). */
export async function residentBytes(pid: number): Promise<number> {
  try {
    if (process.platform === 'linux') {
      const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
      return [...status.matchAll(/^Vm(?:RSS|Swap):\s+(\d+) kB$/gm)].reduce(
        (sum, [, kilobytes]) => sum + Number(kilobytes) * kibibyte,
        0,
      );
    }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
    return Number(stdout.trim()) * kibibyte;
  } catch {
    return 0;
  }
}
