import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    // Tests take the messages as `npm run messages` compiled them: the plugin keeps Vitest from ending.
    process.env['VITEST']
      ? []
      : paraglideVitePlugin({
          project: './project.inlang',
          outdir: './src/lib/paraglide',
          strategy: ['baseLocale'],
        }),
    svelte(),
    svelteTesting(),
  ],
  resolve: {
    alias: { $lib: fileURLToPath(new URL('./src/lib', import.meta.url)) },
  },
  // The port that tauri.conf.json opens in development.
  server: { port: 1420, strictPort: true },
  build: {
    // The oldest web views Lapwing runs in; they know light-dark() and oklch().
    target: ['chrome123', 'safari17.5'],
    // The content policy allows neither data: fonts nor data: pictures.
    assetsInlineLimit: 0,
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.spec.ts', 'tests/**/*.spec.ts'],
    setupFiles: ['./tests/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
  },
});
