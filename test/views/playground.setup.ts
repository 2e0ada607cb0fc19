import { test } from '@playwright/test';
import { build } from 'vite';
import { playgroundConfig } from './support.ts';

test('the playground is built', async () => {
  await build({ configFile: playgroundConfig, logLevel: 'error' });
});
