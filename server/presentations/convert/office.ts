// Makes PDFs of presentations with LibreOffice, one at a time, inside of a sandbox; where either is missing there is no converter.
import { copyFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Log } from '#server/kernel/log.ts';
import { createSerial } from '#server/kernel/serial.ts';
import type { SlidesKind } from './archive.ts';
import { insideFolder, runSandboxed, sandboxWorks, type SandboxLimits } from './sandbox.ts';

export interface Converter {
  /** Hands the path of a PDF to `take`, and removes it afterwards; or says in a sentence why there is none. */
  convert<T>(
    path: string,
    kind: Exclude<SlidesKind, 'pdf'>,
    take: (pdf: string) => Promise<T>,
  ): Promise<{ ok: true; value: T } | { ok: false; problem: string }>;
  close(): Promise<void>;
}

const programs = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/opt/libreoffice/program/soffice'];

/** A deck of 60 slides takes some 10 s and 400 MB. */
const usualLimits: SandboxLimits = {
  milliseconds: 120_000,
  memoryBytes: 1536 * 1024 ** 2,
  fileBytes: 200_000_000,
};

const exportIt = 'Export it as a PDF and upload that; this file is kept meanwhile.';
export const conversionProblems = {
  missing: `This server cannot make a PDF of it. ${exportIt}`,
  too_slow: `Making a PDF of it took too long. ${exportIt}`,
  too_big_in_memory: `Making a PDF of it needs too much memory. ${exportIt}`,
  finished: `No PDF could be made of it. ${exportIt}`,
} as const;

// No macro runs, whatever the file asks for; nothing is updated from outside.
const settings = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
`;

/** Null where LibreOffice is missing, or where no sandbox can be made: without one it is never run. */
export const findConverter = async (
  log: Log,
  limits: SandboxLimits = usualLimits,
): Promise<Converter | null> => {
  const program = programs.find((path) => existsSync(path));
  if (program === undefined) return null;
  const probe = await mkdtemp(join(tmpdir(), 'paperround-probe-'));
  const works = await sandboxWorks(probe).finally(() => rm(probe, { recursive: true, force: true }));
  if (!works) {
    log.warn(
      'LibreOffice is here, but no sandbox can be made for it (bubblewrap): slides are taken as PDF only',
    );
    return null;
  }
  const closing = new AbortController();
  const serial = createSerial();

  const convert: Converter['convert'] = async (path, kind, take) => {
    const folder = await mkdtemp(join(tmpdir(), 'paperround-slides-'));
    try {
      await mkdir(join(folder, 'profile', 'user'), { recursive: true });
      await writeFile(join(folder, 'profile', 'user', 'registrymodifications.xcu'), settings);
      await copyFile(path, join(folder, `slides.${kind}`));
      const args = [
        ...['--headless', '--norestore', '--nologo', '--nodefault', '--nolockcheck'],
        `-env:UserInstallation=file://${insideFolder}/profile`,
        ...['--convert-to', 'pdf', '--outdir', `${insideFolder}/out`, `${insideFolder}/slides.${kind}`],
      ];
      const { ended, code, output } = await runSandboxed(program, args, folder, limits, closing.signal);
      if (ended === 'stopped') throw new Error('The converter was closed.');
      const made: string[] = await readdir(join(folder, 'out')).catch(() => []);
      log.info({ kind, ended, code, made: made.length }, 'slides were converted');
      if (ended === 'finished' && code === 0 && made.includes('slides.pdf'))
        return { ok: true, value: await take(join(folder, 'out', 'slides.pdf')) };
      log.warn({ kind, ended, code, output: output.slice(-500) }, 'no PDF was made of slides');
      return { ok: false, problem: conversionProblems[ended] };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
  return {
    convert: (path, kind, take) => serial('one at a time', () => convert(path, kind, take)),
    close: async () => {
      closing.abort();
      await serial('one at a time', () => Promise.resolve());
    },
  };
};
