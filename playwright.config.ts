import { defineConfig, type PlaywrightTestConfig } from '@playwright/test';
import { findChromium, rootSwitches } from './test/support/chromium.ts';

const executablePath = findChromium();

/** The Chromium of the component tests, for what needs no Electron around it. */
const plainChromium: PlaywrightTestConfig['use'] = {
  // The page is one for all: a trace would be of everything before as well.
  trace: 'off',
  launchOptions: {
    args: [...rootSwitches, '--disable-gpu', '--font-render-hinting=none'],
    ...(executablePath === undefined ? {} : { executablePath }),
  },
};

export default defineConfig({
  // One project for each part of `npm test` that drives the app.
  projects: [
    ...['e2e', 'attack', 'accessibility'].map((name) => ({
      name,
      testDir: `test/${name}`,
      outputDir: `test-results/${name}`,
    })),
    {
      name: 'playground',
      testDir: 'test/views',
      testMatch: 'playground.setup.ts',
      use: plainChromium,
    },
    {
      // Every view and state in a plain Chromium, out of the playground.
      name: 'views',
      testDir: 'test/views',
      outputDir: 'test-results/views',
      snapshotPathTemplate: '{testDir}/{testFileName}-kept/{arg}{ext}',
      dependencies: ['playground'],
      // A scene stands before it is looked at.
      expect: { timeout: 2_000 },
      use: plainChromium,
    },
  ],
  globalSetup: './scripts/build/before-tests.ts',
  workers: 2,
  fullyParallel: true,
  // They wait for things, not for times: a busy machine makes them slow, not wrong.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  retries: 0, // a test that passes at the second try hides something
  forbidOnly: process.env['CI'] !== undefined,
  reporter: 'list',
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
});
