// Builds and serves the client; the aliases come from package.json's `imports`.
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// Whoever runs a package's program stands anywhere.
const client = path.join(import.meta.dirname, 'client');

export default defineConfig({
  root: client,
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    // Says which files a page needs, so that the server can announce them (server/kernel/page.ts).
    manifest: 'manifest.json',
    target: 'es2022',
    rolldownOptions: { input: [path.join(client, 'index.html'), path.join(client, 'early-paper.ts')] },
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
