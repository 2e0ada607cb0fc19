import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findChromium, rootSwitches } from './test/support/chromium.ts';
import { replacingModules } from './test/support/replacing-modules.ts';

const executablePath = findChromium();
const replacing = replacingModules();

export default defineConfig({
  test: {
    tags: [
      { name: 'long', description: 'What `npm test` leaves to `npm run unit`, for its time.' },
    ],
    // Vitest leaves one core free, of two as well.
    maxWorkers: 3,
    projects: [
      {
        // Loading the same modules anew for each file would take as long as the tests themselves.
        test: {
          name: 'unit',
          include: ['test/{main,preload,scripts}/**/*.test.ts'],
          exclude: replacing,
          environment: 'node',
          isolate: false,
          // They wait for things, not for times: a busy machine makes them slow, not wrong.
          testTimeout: 40_000,
        },
      },
      {
        test: {
          name: 'mocked',
          include: replacing,
          environment: 'node',
          // They wait for things, not for times: a busy machine makes them slow, not wrong.
          testTimeout: 40_000,
        },
      },
      {
        plugins: [svelte()],
        // A package that is found late would reload the page under running tests.
        optimizeDeps: { include: ['axe-core', 'bits-ui', 'valibot'] },
        test: {
          name: 'components',
          // One page for each of two cores; a third is in their way.
          maxWorkers: 2,
          isolate: false,
          setupFiles: ['test/renderer/cleanup.ts'],
          expect: { poll: { interval: 30 } },
          include: ['test/renderer/**/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              // Another zone than UTC, so that a moment is shown by both clocks on every machine.
              contextOptions: { timezoneId: 'Europe/Berlin' },
              launchOptions: {
                // Drawn by the processor all the same, and in fewer processes.
                args: [...rootSwitches, '--disable-gpu'],
                ...(executablePath === undefined ? {} : { executablePath }),
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // The real keytar against a real gnome-keyring; each file starts a desktop of its own.
        test: {
          name: 'keyring',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        // Failing parts and killed processes, against the real ports in plain Node.
        test: {
          name: 'faults',
          include: ['test/faults/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        // The app, without its window and whole, killed again and again, over the real keyring.
        test: {
          name: 'kills',
          include: ['test/kills/**/*.test.ts'],
          globalSetup: [
            './test/support/vault-process/bundle.ts',
            './scripts/build/before-tests.ts',
          ],
          environment: 'node',
          maxConcurrency: 3,
          testTimeout: 120_000,
        },
      },
      {
        // What electron-builder made: fuses, contents, and that it starts.
        test: {
          name: 'packed',
          include: ['test/packed/**/*.test.ts'],
          globalSetup: './scripts/package/before-tests.ts',
          environment: 'node',
          fileParallelism: false,
          testTimeout: 40_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
