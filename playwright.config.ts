import { defineConfig } from '@playwright/test';

export default defineConfig({
  // One project for each part of `npm test` that drives the app.
  projects: ['e2e', 'attack', 'accessibility'].map((name) => ({
    name,
    testDir: `test/${name}`,
    outputDir: `test-results/${name}`,
  })),
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
