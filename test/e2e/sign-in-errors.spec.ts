import { createServer, type AddressInfo } from 'node:net';
import type { ElectronApplication, Page } from '@playwright/test';
import { accounts } from '../../main/sandbox/accounts.ts';
import { startDesktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { operation } from '../support/sandbox-control.ts';

const { plain } = accounts;

/** The smallest window that there is. */
async function makeSmall(app: ElectronApplication, page: Page): Promise<void> {
  await app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(480, 400);
  });
  await expect.poll(() => page.evaluate('innerHeight')).toBe(400);
}

/** A port on which nobody listens: it was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.describe('in a small window what went wrong comes into view', () => {
  test('beside its field, which has the keyboard', { tag: '@long' }, async ({ open, sandbox }) => {
    const { page, manager, app } = await open();
    await makeSmall(app, page);
    const alert = page.getByRole('alert').filter({ hasText: /./ });
    const fails = async (field: string, sentence: string | RegExp): Promise<void> => {
      await expect(alert).toContainText(sentence);
      await expect(alert).toBeInViewport({ ratio: 1 });
      await expect(page.getByLabel(field, { exact: true })).toBeFocused();
      await expect(page.getByLabel(field, { exact: true })).toBeInViewport({ ratio: 1 });
    };
    await manager.signIn(sandbox.origin, 'paula', 'x');
    await fails('E-mail', 'Enter your e-mail address');
    await manager.signIn(sandbox.origin, plain.email, 'wrong');
    await fails('Password', 'does not know this e-mail and password');
    await manager.signIn('/foo', plain.email, plain.password);
    await fails('Endpoint', 'An endpoint has no path of its own');
    await manager.signIn('http://127.0.0.1:1', plain.email, plain.password);
    await fails('Endpoint', 'This port is kept for other services');
    await manager.pasteToken(sandbox.origin, 'half a token');
    await fails('Token', "not a token's value");
    // The field is in view, and what is said of it would be just below.
    await page.getByRole('button', { name: 'Sign in with e-mail and password' }).click();
    const password = page.getByLabel('Password', { exact: true });
    await manager.setEndpoint(sandbox.origin);
    await password.fill('wrong again');
    await page.evaluate("document.activeElement.scrollIntoView({ block: 'end' })");
    await password.press('Enter');
    await fails('Password', 'does not know this e-mail and password');
  });

  test('or under the buttons, which keep it', { tag: '@long' }, async ({ open, sandbox }) => {
    const { value } = await sandbox.control.consoleToken('plain');
    const { page, manager, app } = await open({
      env: { IONOS_TOKEN: value, IONOS_API_URL: sandbox.origin },
    });
    await makeSmall(app, page);
    const alert = page.getByRole('alert').filter({ hasText: /./ });
    await sandbox.control.fault({ ...operation.list, answer: { kind: 'html', status: 404 } });
    const offer = page.getByRole('button', { name: 'Sign in with IONOS_TOKEN' });
    await offer.click();
    await expect(alert).toContainText('not the IONOS Auth API');
    await expect(alert).toBeInViewport({ ratio: 1 });
    await expect(offer).toBeFocused();

    const nobody = `http://127.0.0.1:${await freePort()}`;
    await manager.signIn(nobody, plain.email, plain.password);
    await expect(alert).toHaveText(
      `Nothing answers at ${nobody}. Check the endpoint and your network.`,
    );
    await expect(alert).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeFocused();
  });
});

test(
  'a connection that breaks off says where it went',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    const answer = { kind: 'reset', when: 'after' } as const;
    await sandbox.control.fault({ ...operation.list, times: 'always', answer });
    await manager.signIn(sandbox.origin, plain.email, plain.password);
    await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveText(
      `The connection to ${sandbox.origin} was lost. Try again.`,
    );
  },
);

test(
  'at the first start the keyboard is in the e-mail field, and Enter signs in',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager, app } = await open({ env: { IONOS_API_URL: sandbox.origin } });
    await expect(page.getByLabel('E-mail')).toBeFocused();
    expect(await page.evaluate("document.querySelector('main').scrollTop")).toBe(0);
    await page.getByRole('button', { name: 'Use this endpoint' }).click();
    await page.getByLabel('E-mail').focus();
    await page.keyboard.type(plain.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(plain.password);
    await page.keyboard.press('Enter');
    await expect(manager.heading).toBeVisible();
    expect(app.windows()).toHaveLength(1);
  },
);

test.describe('without a Secret Service', () => {
  test(
    'the contract and the role of a password are asked for',
    { tag: '@long' },
    async ({ open, sandbox }) => {
      const desktop = await startDesktop({ keyring: 'none' });
      try {
        const { page, manager } = await open({ desktop });
        await manager.enter(sandbox.origin, plain);
        await expect(page.getByText(`Contract ${plain.contracts[0]}`)).toBeVisible();
        await expect(page.getByText('Role: Contract owner')).toBeVisible();
      } finally {
        await desktop.close();
      }
    },
  );
});
