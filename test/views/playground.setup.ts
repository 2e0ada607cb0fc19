import { test } from '@playwright/test';
import { build } from 'vite';
import { forgotten, sceneNames, storyNames } from './names.ts';
import { expect } from './support.ts';
import { openPlayground, playgroundConfig } from './playground.ts';

test('the playground is built, and lists what the other tests look at', async ({ page }) => {
  await build({ configFile: playgroundConfig, logLevel: 'error' });
  const playground = await openPlayground();
  await page.goto(playground.origin);
  const listed = await page.getByRole('navigation').getByRole('link').allTextContents();
  await playground.close();
  expect(forgotten).toEqual([]);
  expect(listed.toSorted()).toEqual([...sceneNames, ...storyNames].toSorted());
});
