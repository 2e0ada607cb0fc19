import { expect } from 'vitest';
import { page, type Locator } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { State } from '../../preload/contract.ts';
import App from '../../renderer/App.svelte';
import { fetching } from '../../renderer/state/fetching.ts';
import { slowness } from '../../renderer/state/slow.svelte.ts';
// Fetched late by the page; here it is named, so that Vite prepares its packages before the tests.
import '../../renderer/dialogs/DialogHost.svelte';
import '../../renderer/styles/tokens.css';
import '../../renderer/styles/base.css';
import { aState } from './build.ts';
import { FakeBridge, type Answers } from './fake-bridge.ts';

/** Shows the whole page on a fake bridge in a window of the usual size. */
export async function open(
  changes: Partial<State> = {},
  answers: Answers = {},
): Promise<FakeBridge> {
  await page.viewport(1100, 720);
  // A click waits until what it clicks stands still.
  for (const motion of ['--quick', '--calm'])
    document.documentElement.style.setProperty(motion, '0ms');
  slowness.afterMs = 400;
  fetching.afterMs = 0;
  const bridge = new FakeBridge(aState(changes), answers);
  await render(App, { props: { bridge } });
  return bridge;
}

/** By accessible name, to the letter. */
export const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
export const field = (name: string): Locator => page.getByLabelText(name, { exact: true });
export const dialog = (name: string): Locator => page.getByRole('dialog', { name, exact: true });
export const row = (id: string): Locator => page.getByRole('row').filter({ hasText: id });

/** The sentence that was just announced as an error somewhere on the page. */
export const alert = (text: string | RegExp): Locator =>
  page.getByRole('alert').filter({ hasText: text });

/** The sentence that a screen reader was just told. */
export const heard = (text: string | RegExp): Locator => page.getByRole('status').getByText(text);

export const visible = (locator: Locator): Promise<void> => expect.element(locator).toBeVisible();
export const gone = (locator: Locator): Promise<void> =>
  expect.element(locator).not.toBeInTheDocument();
/** Gone by what was done, not by the time that a message has. */
export const goneAtOnce = (locator: Locator): Promise<void> =>
  expect.element(locator, { timeout: 3_000 }).not.toBeInTheDocument();
export const focused = (locator: Locator): Promise<void> => expect.element(locator).toHaveFocus();
