// npm run first-minute: how long somebody new needs from the first view to a kept token, in the real
// app at human pace; docs/first-minute.md tells of it. Linux only: it brings a desktop of its own.

import { expect } from '@playwright/test';
import { accounts, type SandboxAccount } from '../main/sandbox/accounts.ts';
import { launchApp } from '../test/support/app.ts';
import { startDesktop } from '../test/support/desktop.ts';
import { startTestSandbox } from '../test/support/sandbox-control.ts';
import { TokenManager } from '../test/support/token-manager.ts';
import { ensureFreshBuild } from './build/fresh.ts';
import { takeNothing } from './command-line.ts';
import { Person } from './first-minute/person.ts';

const label = 'deploy-prod';
type Way = (person: Person, manager: TokenManager) => Promise<void>;

const byPassword =
  ({ email, password }: SandboxAccount): Way =>
  async (person, { page }) => {
    await person.see(page.getByLabel('E-mail'));
    await person.type(email);
    await person.press('Tab');
    await person.type(password);
    await person.press('Enter');
    await page.getByRole('heading', { name: 'No other tokens yet' }).waitFor();
    person.leave('Sign in');
  };

const byTrial: Way = async (person, { page }) => {
  const way = page.getByRole('button', { name: 'Try it with the built-in sandbox' });
  await person.see(way);
  await person.click(way);
  await page.getByRole('button', { name: 'Generate Token' }).waitFor();
  person.leave('Sign in');
};

/** From the list to the token that stands in it, its value kept. */
async function keepToken(person: Person, manager: TokenManager): Promise<void> {
  const { page, generated } = manager;
  await person.see(page.getByRole('button', { name: 'Generate Token' }));
  await person.click(page.getByRole('button', { name: 'Generate Token' }));
  const dialog = manager.dialog('Generate Token');
  await dialog.waitFor();
  person.leave('Token Manager');
  await person.see(dialog);
  await person.click(dialog.getByLabel('Label'));
  await person.type(label);
  await person.press('Enter');
  await expect(generated.getByText(`as '${label}'`)).toBeVisible();
  person.leave('Generate Token');
  await person.see(generated);
  await person.click(generated.getByRole('button', { name: 'Copy token value' }));
  await person.click(generated.getByRole('button', { name: 'Close', exact: true }).last());
  const row = manager.rows.filter({ hasText: label });
  await expect(row).toContainText('Saved and live');
  person.leave('Token generated');
}

/** One walk in an app that was never started before. */
async function walk(title: string, enter: Way): Promise<number> {
  const desktop = await startDesktop();
  const sandbox = await startTestSandbox();
  const { page, close } = await launchApp({ desktop });
  try {
    const manager = new TokenManager(page);
    // The address of IONOS is there already; that of the sandbox is filled in before time runs.
    await manager.setEndpoint(sandbox.origin);
    await page.getByLabel('E-mail').focus();
    const person = new Person(page);
    person.begin();
    await enter(person, manager);
    await keepToken(person, manager);
    const { screens } = person;
    const seconds = screens.reduce((sum, screen) => sum + screen.seconds, 0);
    const actions = screens.reduce((sum, screen) => sum + screen.actions, 0);
    console.log(title);
    for (const { name, actions: done, seconds: spent } of screens)
      console.log(`  ${name}: ${done} actions, ${spent.toFixed(1)} s`);
    console.log(`  in all: ${actions} actions, ${seconds.toFixed(1)} s`);
    return seconds;
  } finally {
    await close();
    await sandbox.close();
    await desktop.close();
  }
}

takeNothing('Usage: npm run first-minute');
ensureFreshBuild();
const times = [
  await walk('With e-mail and password', byPassword(accounts.empty)),
  await walk('With the built-in sandbox', byTrial),
];
if (times.some((seconds) => seconds > 60)) process.exitCode = 1;
