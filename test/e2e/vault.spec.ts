import { readFile, rm } from 'node:fs/promises';
import { Message } from 'dbus-next';
import { accounts } from '../../main/sandbox/accounts.ts';
import type { Index } from '../../main/vault/index-file.ts';
import { bridgeOf, handOf } from '../support/bridge.ts';
import { watchBus } from '../support/bus-monitor.ts';
import { BusClient } from '../support/desktop/bus-client.ts';
import { Logind } from '../support/desktop/logind.ts';
import { startDesktop, type Desktop } from '../support/desktop.ts';
import { expect, test, type Journey } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { fillKeychain, indexPath, savedTokens, writeIndex } from '../support/large-vault.ts';
import { startTestSandbox } from '../support/sandbox-control.ts';

const unsaid = { label: '', note: '', usedIn: '', color: 'none' } as const;
const refused = (code: string) => ({ ok: false, error: { code } });

const readIndex = async (userData: string): Promise<Index> =>
  JSON.parse(await readFile(indexPath(userData), 'utf8')) as Index;

test('a value is shown to a person who pressed a key, not to a script', async ({
  open,
  sandbox,
  desktop,
}) => {
  const journey = await open();
  await journey.manager.enter(sandbox.origin, accounts.empty);
  const { tokenId, value } = await keepToken(journey, 'deploy');
  const vault = bridgeOf(journey.page);
  // The last real input lies behind by then: signing in and generating took longer.
  await expect
    .poll(() => vault.values.reveal({ tokenId }), { timeout: 5_000 })
    .toEqual(refused('GESTURE_NEEDED'));
  await journey.page.evaluate(() => {
    interface Node {
      click: () => void;
    }
    (globalThis as unknown as { document: { body: Node } }).document.body.click();
  });
  expect(await vault.values.reveal({ tokenId })).toEqual(refused('GESTURE_NEEDED'));
  const hand = handOf(journey.page);
  expect(await hand.values.reveal({ tokenId })).toEqual({ ok: true, value: { value } });

  const copied = await hand.values.copy({ tokenId });
  expect(copied.ok && copied.value.clearsAt).toBeGreaterThan(Date.now());
  await expect.poll(() => desktop.clipboard.read()).toBe(value);
  expect(await handOf(journey.page).values.forget({ tokenId })).toMatchObject({ ok: true });
  expect(await hand.values.copy({ tokenId })).toEqual(refused('VALUE_MISSING'));
  expect(await desktop.keyring.lookup('Token Vault', `token:${tokenId}`)).toBeUndefined();
});

test(
  'what is pasted for import is read, or refused by what it is',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.plain);
    const { imports } = handOf(page);
    const bad = {
      '  \n': 'TOKEN_EMPTY',
      '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0': 'TOKEN_IS_UUID',
      [`${'0123456789abcdef'.repeat(2)}.${'aB3-_'.repeat(10)}`]: 'TOKEN_IS_API_KEY',
      'not a token': 'TOKEN_NOT_JWT',
      [`eyJ${'x'.repeat(20_000)}`]: 'TOKEN_NOT_JWT',
      [`eyJ${'x'.repeat(1_000_000)}`]: 'INVALID_REQUEST',
    };
    for (const [text, code] of Object.entries(bad))
      expect(await imports.paste({ text })).toEqual(refused(code));
    expect(await imports.keep(unsaid)).toEqual(refused('NOTHING_PENDING'));
    expect(await imports.environment()).toEqual(refused('TOKEN_EMPTY'));

    const other = await sandbox.control.consoleToken('empty');
    expect(await imports.paste({ text: ` ${other.value}\n` })).toMatchObject({
      value: { id: other.kid, otherContract: true, otherUser: true },
    });
    const mine = await sandbox.control.consoleToken('plain');
    expect(await imports.paste({ text: `${mine.value}\n` })).toMatchObject({
      value: { id: mine.kid, otherContract: false, otherUser: false, alreadySaved: false },
    });
    expect(await imports.keep({ ...unsaid, label: 'from the console' })).toEqual({
      ok: true,
      value: { tokenId: mine.kid, kept: 'keychain' },
    });
    expect(await imports.deleteFile()).toEqual(refused('NOTHING_PENDING'));
    await expect(manager.row(mine.kid)).toContainText('Saved and live');
  },
);

test('a locked app tells nothing and does nothing until it is unlocked', async ({
  open,
  sandbox,
}) => {
  const journey = await open();
  await journey.manager.enter(sandbox.origin, accounts.empty);
  const { tokenId, value } = await keepToken(journey, 'deploy-prod');
  const vault = bridgeOf(journey.page);
  expect(await vault.app.lock()).toMatchObject({ ok: true });
  const state = JSON.stringify(await vault.app.state());
  expect(state).toContain('"locked":true');
  for (const word of [tokenId, 'deploy-prod', accounts.empty.email, sandbox.origin, value])
    expect(state).not.toContain(word);
  await sandbox.control.clearLog();
  const others = await Promise.all([
    vault.values.copy({ tokenId }),
    vault.values.reveal({ tokenId }),
    vault.tokens.refresh(),
    vault.tokens.delete({ tokenId }),
    vault.session.signOut({ revoke: true }),
    vault.store.health(),
    vault.imports.paste({ text: value }),
  ]);
  for (const answer of others) expect(answer).toEqual(refused('LOCKED'));
  expect(await sandbox.control.log()).toEqual([]);
  await handOf(journey.page).app.unlock();
  expect(await handOf(journey.page).values.copy({ tokenId })).toMatchObject({ ok: true });
});

test(
  'an edited index sends nothing elsewhere and copies no wrong value',
  { tag: '@long' },
  async ({ open, sandbox, userData, desktop }) => {
    const first = await open();
    await first.manager.enter(sandbox.origin, accounts.empty);
    const one = await keepToken(first, 'one');
    const two = await keepToken(first, 'two');
    await first.close();

    const thief = await startTestSandbox();
    try {
      const index = await readIndex(userData);
      const text = JSON.stringify(index).replaceAll(sandbox.origin, thief.origin);
      await writeIndex(userData, JSON.parse(text) as Index);
      await fillKeychain(desktop, {
        [`token:${one.tokenId}`]: two.value,
        [`token:${two.tokenId}`]: one.value,
      });
      await sandbox.control.clearLog();
      await desktop.clipboard.write('before');
      const { page } = await open();
      const vault = handOf(page);
      await sandbox.control.waitForLog((log) => log.length > 0);
      for (const { tokenId } of [one, two]) {
        expect(await vault.values.copy({ tokenId })).toEqual(refused('STORE_MISMATCH'));
        expect(await vault.values.reveal({ tokenId })).toEqual(refused('STORE_MISMATCH'));
      }
      await vault.tokens.refresh();
      await vault.store.rebuild();
      expect(await desktop.clipboard.read()).toBe('before');
      expect(await thief.control.log()).toEqual([]);
    } finally {
      await thief.close();
    }
  },
);

for (const count of [50, 500]) {
  test(
    `a vault of ${count} opens with one read of the keychain and no prompt; Rebuild finds all without the index`,
    { tag: '@long' },
    async ({ open, sandbox, userData }) => {
      test.setTimeout(240_000); // three starts, and a read of the keychain for each token
      const desktop = await startDesktop();
      try {
        const first = await open({ desktop });
        await first.manager.enter(sandbox.origin, accounts.plain);
        await first.close();
        const seeded = await sandbox.control.seed({ account: 'plain', count, values: true });
        await fillKeychain(
          desktop,
          Object.fromEntries(seeded.map(({ kid, value }) => [`token:${kid}`, value ?? ''])),
        );
        const index = await readIndex(userData);
        await writeIndex(userData, {
          ...index,
          tokens: [...index.tokens, ...savedTokens(seeded, sandbox.origin)],
        });

        const bus = await watchBus(desktop);
        await sandbox.control.clearLog();
        const second = await open({ desktop });
        const savedNow = async ({ page }: Journey): Promise<number> => {
          const state = await bridgeOf(page).app.state();
          const ids = new Set(seeded.map(({ kid }) => kid));
          return state.ok
            ? state.value.list.tokens.filter(({ id, state: is }) => ids.has(id) && is === 'saved')
                .length
            : 0;
        };
        await expect.poll(() => savedNow(second)).toBe(count);
        // keytar looks the one item up, and reads it.
        const reads = bus.secretCalls.filter((call) => /\.GetSecrets?$/.test(call));
        expect(reads.length).toBeLessThanOrEqual(1);
        expect(bus.secretCalls.filter((call) => call.endsWith('.SearchItems')).length).toBe(1);
        expect(bus.secretCalls.filter((call) => call.endsWith('.Prompt'))).toEqual([]);
        bus.close();
        await second.close();

        // Whoever signs in anew without the index has lost nothing.
        await Promise.all(
          ['', '.old'].map((end) => rm(indexPath(userData) + end, { force: true })),
        );
        const third = await open({ desktop });
        const { value } = await sandbox.control.consoleToken('plain');
        await third.manager.pasteToken(sandbox.origin, value);
        await expect(third.manager.heading).toBeVisible();
        expect(await savedNow(third)).toBe(0);
        expect(await bridgeOf(third.page).store.rebuild()).toMatchObject({
          value: { found: count },
        });
        expect(await savedNow(third)).toBe(count);
      } finally {
        await desktop.close();
      }
    },
  );
}

test.describe('on a desktop of its own', () => {
  let desktop: Desktop;
  test.beforeEach(async () => {
    desktop = await startDesktop();
  });
  test.afterEach(() => desktop.close());

  const ours = '/org/freedesktop/login1/session/_32';
  /** Who tells of locks, and how; `false` is no lock. */
  type Teller = (client: BusClient, logind: Logind, active: boolean) => void;
  const signal =
    (iface: string, member: string): Teller =>
    ({ bus }, _logind, active) => {
      bus.send(Message.newSignal('/signal', iface, member, 'b', [active]));
    };
  const tellers: Readonly<Record<string, Teller>> = {
    'org.freedesktop.ScreenSaver': signal('org.freedesktop.ScreenSaver', 'ActiveChanged'),
    'org.gnome.ScreenSaver': signal('org.gnome.ScreenSaver', 'ActiveChanged'),
    // logind's, on a system bus that is this desktop's own.
    'logind, for the session of this app': (_client, logind, active) => {
      logind.tell(active ? ours : '/org/freedesktop/login1/session/c1', 'Lock');
    },
  };
  for (const [who, teller] of Object.entries(tellers))
    test(`the app locks with the screen: ${who}`, { tag: '@long' }, async ({ open, sandbox }) => {
      const address = desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
      const logind = await Logind.on(address, { ofProcess: ours });
      const client = new BusClient(address);
      const journey = await open({ desktop, env: { DBUS_SYSTEM_BUS_ADDRESS: address } });
      await journey.manager.enter(sandbox.origin, accounts.empty);
      const { tokenId, value } = await keepToken(journey, 'deploy');
      const vault = bridgeOf(journey.page);
      const hand = handOf(journey.page);
      await hand.values.copy({ tokenId });
      await expect.poll(() => desktop.clipboard.read()).toBe(value);
      // The app connects after its first paint: it is told until it has heard.
      const locked = async (): Promise<boolean> => {
        teller(client, logind, true);
        const state = await vault.app.state();
        return state.ok && state.value.locked;
      };
      teller(client, logind, false);
      await expect.poll(locked).toBe(true);
      await expect.poll(() => desktop.clipboard.read()).toBe('');
      await hand.app.unlock();
      await vault.app.changeSettings({ lockWithScreen: false });
      expect(await hand.values.copy({ tokenId })).toMatchObject({ ok: true });
      await expect.poll(() => desktop.clipboard.read()).toBe(value);
      teller(client, logind, true);
      await expect.poll(() => desktop.clipboard.read()).toBe('');
      expect(await vault.app.state()).toMatchObject({ ok: true, value: { locked: false } });
      client.close();
      logind.close();
    });

  test(
    'the app clears the clipboard before the computer sleeps',
    { tag: '@long' },
    async ({ open, sandbox }) => {
      const address = desktop.env['DBUS_SESSION_BUS_ADDRESS'] ?? '';
      const logind = await Logind.on(address, { ofProcess: ours });
      const journey = await open({ desktop, env: { DBUS_SYSTEM_BUS_ADDRESS: address } });
      await journey.manager.enter(sandbox.origin, accounts.empty);
      const { tokenId, value } = await keepToken(journey, 'deploy');
      await handOf(journey.page).values.copy({ tokenId });
      await expect.poll(() => desktop.clipboard.read()).toBe(value);
      logind.prepareForSleep(false);
      expect(await desktop.clipboard.read()).toBe(value);
      // Chromium obeys it too and closes its connections, the test's to the page among them: seen from outside.
      const left = async (): Promise<string> => {
        logind.prepareForSleep(true);
        return desktop.clipboard.read();
      };
      await expect.poll(left, { timeout: 15_000 }).toBe('');
      logind.close();
    },
  );

  test(
    'quits within 2 s while a keyring prompt is open, and starts again',
    { tag: '@long' },
    async ({ open, sandbox }) => {
      const first = await open({ desktop });
      await first.manager.enter(sandbox.origin, accounts.empty);
      const { tokenId, value } = await keepToken(first, 'deploy');
      await desktop.keyring.lock();
      const bus = await watchBus(desktop);
      const vault = handOf(first.page);
      // Nobody answers the prompt that this opens.
      vault.values.copy({ tokenId }).catch(() => undefined);
      await expect.poll(() => bus.secretCalls.some((call) => call.endsWith('.Prompt'))).toBe(true);
      const ended = new Promise((resolve) => first.app.process().once('exit', resolve));
      const begin = performance.now();
      first.app
        .evaluate(({ app }) => {
          app.quit();
        })
        .catch(() => undefined);
      await ended;
      expect(performance.now() - begin).toBeLessThan(2_000);
      bus.close();

      await desktop.keyring.unlock();
      const second = await open({ desktop });
      await expect(second.manager.row(tokenId)).toContainText('Saved and live');
      await handOf(second.page).values.copy({ tokenId });
      await expect.poll(() => desktop.clipboard.read()).toBe(value);
    },
  );
});
