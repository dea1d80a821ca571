// Builds and serves the client; the aliases come from package.json's `imports`.
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Puts the head start into the page before everything else, so that it runs as soon as it has arrived. */
const headStart = (): Plugin => ({
  name: 'head-start',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle = {} }) => {
      const chunk = Object.values(bundle).find(({ name }) => name === 'head-start');
      if (!chunk) return [];
      const attrs = { type: 'module', async: true, crossorigin: true, src: `/${chunk.fileName}` };
      return [{ tag: 'script', attrs, injectTo: 'head-prepend' }];
    },
  },
});

export default defineConfig({
  root: 'client',
  plugins: [react(), headStart()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    rolldownOptions: { input: { index: 'client/index.html', 'head-start': 'client/head-start.ts' } },
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
