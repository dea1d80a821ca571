// Runs a program that reads hostile files: no network, no disk but system folders and one folder, with limits that really hold.
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readlinkSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { setPriority } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytes } from '#server/kernel/resident-memory.ts';

const bwrap = ['/usr/bin/bwrap', '/usr/local/bin/bwrap'].find((path) => existsSync(path));
const prlimit = ['/usr/bin/prlimit', '/bin/prlimit'].find((path) => existsSync(path));

export interface SandboxLimits {
  readonly milliseconds: number;
  /** Of all processes in it together, resident. */
  readonly memoryBytes: number;
  /** Of one file that it writes. */
  readonly fileBytes: number;
}

export interface SandboxOutcome {
  readonly ended: 'finished' | 'too_slow' | 'too_big_in_memory' | 'stopped';
  /** Null where it was killed. */
  readonly code: number | null;
  readonly output: string;
}

const pollMs = 50;
const outputAtMost = 4000;
const lowPriority = 10;
/** Where the working folder stands inside. */
export const insideFolder = '/work';

/** System folders as they are here: links stay links (`/lib` is one to `/usr/lib` on most systems). */
const systemFolders = (): string[] => {
  const args = ['--ro-bind', '/usr', '/usr'];
  for (const folder of ['/bin', '/sbin', '/lib', '/lib32', '/lib64']) {
    if (!existsSync(folder)) continue;
    if (lstatSync(folder).isSymbolicLink()) args.push('--symlink', readlinkSync(folder), folder);
    else args.push('--ro-bind', folder, folder);
  }
  // Where people put programs and sources of their own: the server itself may lie there.
  for (const folder of ['/usr/local', '/usr/src']) if (existsSync(folder)) args.push('--tmpfs', folder);
  for (const folder of ['/etc/fonts', '/etc/libreoffice', '/etc/ld.so.cache', '/etc/ld.so.conf'])
    args.push('--ro-bind-try', folder, folder);
  return args;
};

/** Children belong to the thread that made them: LibreOffice starts its own from a thread beside the first. */
const descendants = async (pid: number): Promise<number[]> => {
  const tasks = `/proc/${String(pid)}/task`;
  const threads = await readdir(tasks).catch(() => []);
  const children = await Promise.all(
    threads.map((thread) => readFile(`${tasks}/${thread}/children`, 'utf8').catch(() => '')),
  );
  const ids = children.join(' ').split(' ').filter(Boolean).map(Number);
  return [pid, ...(await Promise.all(ids.map(descendants))).flat()];
};

const treeBytes = async (pid: number): Promise<number> => {
  const sizes = await Promise.all((await descendants(pid)).map(residentBytes));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
};

/** Runs `program` with `folder` as its only place to write. The environment is empty, and it ends with the server. */
export const runSandboxed = async (
  program: string,
  args: readonly string[],
  folder: string,
  limits: SandboxLimits,
  stop?: AbortSignal,
): Promise<SandboxOutcome> => {
  if (bwrap === undefined) throw new Error('There is no bubblewrap here.');
  const limited = prlimit
    ? [prlimit, `--fsize=${String(limits.fileBytes)}`, '--core=0', '--nofile=1024', '--']
    : [];
  const extra = program.startsWith('/opt/') ? ['--ro-bind', '/opt', '/opt'] : [];
  const child = spawn(
    bwrap,
    [
      ...['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--clearenv'],
      ...['--setenv', 'PATH', '/usr/bin:/bin', '--setenv', 'HOME', insideFolder],
      ...['--setenv', 'LANG', 'C.UTF-8'],
      ...systemFolders(),
      ...extra,
      ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp'],
      ...['--bind', folder, insideFolder, '--chdir', insideFolder, '--'],
      ...limited,
      ...[program, ...args],
    ],
    // A group of its own, so that all of it is killed together.
    { env: {}, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const { pid } = child;
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-outputAtMost);
    });
  let ended: SandboxOutcome['ended'] | undefined;
  const end = (how: NonNullable<typeof ended>) => {
    ended ??= how;
    try {
      if (pid !== undefined) process.kill(-pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const alarm = setTimeout(() => {
    end('too_slow');
  }, limits.milliseconds);
  const onStop = () => {
    end('stopped');
  };
  if (stop?.aborted === true) onStop();
  stop?.addEventListener('abort', onStop);
  const watch = async (id: number) => {
    while (child.exitCode === null && child.signalCode === null) {
      if ((await treeBytes(id)) > limits.memoryBytes) end('too_big_in_memory');
      await sleep(pollMs);
    }
  };
  try {
    if (pid !== undefined) {
      setPriority(pid, lowPriority);
      void watch(pid);
    }
    const code = await exit;
    return { ended: ended ?? 'finished', code: ended ? null : code, output };
  } finally {
    clearTimeout(alarm);
    stop?.removeEventListener('abort', onStop);
  }
};

/** Whether sandboxes can be made here at all: containers often forbid it. Asked once, at the start. */
export const sandboxWorks = async (folder: string): Promise<boolean> => {
  if (process.platform !== 'linux' || bwrap === undefined) return false;
  const limits = { milliseconds: 10_000, memoryBytes: 256 * 1024 ** 2, fileBytes: 1_000_000 };
  try {
    const { code, output } = await runSandboxed('/bin/sh', ['-c', 'echo in a sandbox'], folder, limits);
    return code === 0 && output.includes('in a sandbox');
  } catch {
    return false;
  }
};
