// The least that a built client has: a page, its manifest, and where the assets lie.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

export const putBuiltClient = async (folder: string): Promise<void> => {
  await mkdir(path.join(folder, 'assets'));
  await writeFile(
    path.join(folder, 'index.html'),
    '<!doctype html><head><style nonce="__NONCE__"></style><title>Paperround</title><script type="module" crossorigin src="/assets/main-1.js" nonce="__NONCE__"></script><link rel="modulepreload" crossorigin href="/assets/kit-1.js" nonce="__NONCE__"></head>',
  );
  await writeFile(
    path.join(folder, 'manifest.json'),
    JSON.stringify({
      'pages/Reader.tsx': { file: 'assets/Reader-1.js', imports: ['_kit.js'], css: ['assets/Reader-1.css'] },
      '_kit.js': { file: 'assets/kit-1.js', imports: ['pages/Reader.tsx'] },
      'pages/Home.tsx': { file: 'assets/Home-1.js' },
      'pdf.worker.mjs': { file: 'assets/pdf.worker-1.mjs', src: 'pdf.worker.mjs' },
      'early-paper.ts': {
        file: 'assets/early-paper-1.js',
        imports: ['_viewer.js'],
        css: ['assets/paper-1.css'],
      },
      '_viewer.js': { file: 'assets/viewer-1.js' },
      'head-start.ts': { file: 'assets/head-start-1.js' },
    }),
  );
};
