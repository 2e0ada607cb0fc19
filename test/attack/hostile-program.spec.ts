import { execFile } from 'node:child_process';
import { accounts } from '../../main/sandbox/accounts.ts';
import { findElectron } from '../../scripts/electron/locate.ts';
import { root } from '../../scripts/root.ts';
import { handOf } from '../support/bridge.ts';
import { rootSwitches } from '../support/chromium.ts';
import { startDesktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

// Another program of the same user. What it can read the app cannot hide (docs/threat-model.md); it must
// not be able to stop the app, to have it send or copy what is not its own, or to drive it.

test(
  'items of another program under the app’s own name stop nothing and are not taken for values',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    // Of its own: what lies in the keyring stays for the other tests of a worker.
    const desktop = await startDesktop();
    try {
      // Without an account, which ends a process that lists the items of a service.
      await desktop.keyring.put(
        { service: 'Token Vault', 'xdg:schema': 'org.freedesktop.Secret.Generic' },
        'no account',
        'planted',
      );
      const journey = await open({ desktop });
      await journey.manager.enter(sandbox.origin, accounts.plain);
      const { tokenId, value } = await keepToken(journey, 'mine');
      const vault = handOf(journey.page);
      // Under the id of a listed token: a value of another token, and what is none.
      const [first, second] = (await sandbox.control.tokens('plain')).filter(
        ({ kid, live }) => live && kid !== tokenId,
      );
      for (const [token, planted] of [
        [first, value],
        [second, 'rm -rf ~'],
      ] as const)
        await desktop.keyring.put(
          {
            service: 'Token Vault',
            account: `token:${token?.kid}`,
            'xdg:schema': 'org.freedesktop.Secret.Generic',
          },
          'planted',
          planted,
        );
      const rebuilt = await vault.store.rebuild();
      expect(rebuilt).toMatchObject({ ok: true, value: { found: 0, refused: 2 } });
      for (const token of [first, second])
        expect(await vault.values.copy({ tokenId: token?.kid ?? '' })).toMatchObject({ ok: false });
      expect(await vault.values.copy({ tokenId })).toMatchObject({ ok: true });
      expect(await desktop.clipboard.read()).toBe(value);

      await desktop.keyring.lock();
      await desktop.keyring.dismissPrompts();
      expect(await vault.values.copy({ tokenId })).toMatchObject({
        ok: false,
        error: { code: 'STORE_LOCKED' },
      });
      expect((await vault.app.state()).ok).toBe(true);
      await journey.close();
    } finally {
      await desktop.close();
    }
  },
);

const oddStarts = [
  {
    title: 'deep links',
    tag: [],
    starts: [['token-vault://token/delete?all=1'], ['ionos://%2e%2e/%00', 'file:///etc/passwd']],
  },
  { title: 'more than an instance can be told', tag: ['@long'], starts: [['x'.repeat(33_000)]] },
  {
    title: 'odd arguments',
    tag: ['@long'],
    starts: [
      ['--remote-debugging-port=0', '--renderer-cmd-prefix=/bin/false'],
      ['--load-extension=/tmp', '--js-flags=--expose-gc'],
      ['-', '--', `--${'x'.repeat(10_000)}`],
    ],
  },
  {
    title: 'lengths of all kinds',
    tag: ['@long'],
    starts: [
      ['x'.repeat(20_000)],
      ['€'.repeat(12_000)],
      ['x'.repeat(100_000), 'y'.repeat(100_000)],
    ],
  },
] as const;

for (const { title, tag, starts } of oddStarts)
  test(
    `a second start with ${title} does nothing but show the window`,
    { tag: [...tag] },
    async ({ open, sandbox, desktop, userData }) => {
      const { page, manager, app, output } = await open();
      await manager.enter(sandbox.origin, accounts.plain);
      const { length: before } = await sandbox.control.log();
      const url = page.url();
      for (const args of starts) {
        await new Promise<void>((resolve) => {
          execFile(
            findElectron()?.executable ?? '',
            [root, `--user-data-dir=${userData}`, ...rootSwitches, ...args],
            { env: { ...desktop.env }, timeout: 20_000 },
            () => {
              resolve();
            },
          );
        });
        expect(page.url()).toBe(url);
        await expect(manager.heading).toBeVisible();
      }
      expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(
        1,
      );
      expect((await sandbox.control.log()).slice(before)).toEqual([]);
      expect(output()).not.toMatch(/^\s+at /m);
    },
  );
