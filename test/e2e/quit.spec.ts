import { once } from 'node:events';
import { accounts } from '../../main/sandbox/accounts.ts';
import { handOf } from '../support/bridge.ts';
import { watchBus } from '../support/bus-monitor.ts';
import { SilentPrompter } from '../support/core/silent-prompter.ts';
import { startDesktop } from '../support/desktop.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';

for (const [how, stays] of [
  // The control: without it the second case would prove nothing.
  ['is killed', true],
  ['quits', false],
] as const)
  test(
    `a clipboard manager ${stays ? 'keeps' : 'no longer has'} the value when the app ${how}`,
    { tag: '@long' },
    async ({ open, sandbox }) => {
      const desktop = await startDesktop();
      try {
        const { manager, app, close } = await open({ desktop });
        await manager.enter(sandbox.origin, accounts.empty);
        await manager.generate();
        await manager.generated.getByRole('button', { name: 'Copy token value' }).click();
        await expect.poll(() => desktop.clipboard.read()).toMatch(/^eyJ/);
        // What a clipboard manager does: it takes the text over, so that it outlives the app.
        await desktop.clipboard.write(await desktop.clipboard.read());
        await manager.closeGenerated();
        if (stays) {
          const gone = once(app.process(), 'exit');
          app.process().kill('SIGKILL');
          await gone;
        } else await close();
        expect((await desktop.clipboard.read()).startsWith('eyJ')).toBe(stays);
      } finally {
        await desktop.close();
      }
    },
  );

test('a value that is kept nowhere stops quitting until the person has chosen', async ({
  open,
  sandbox,
}) => {
  const { manager, app } = await open();
  await manager.enter(sandbox.origin, accounts.empty);
  await manager.generate({ keep: false });
  // A copy is cleared when the app ends, and keeps nothing.
  await manager.generated.getByRole('button', { name: 'Copy token value' }).click();
  await expect(manager.page.getByText(/^Copied/).first()).toBeVisible();
  const message = await app.evaluate(
    ({ app: electron, dialog }) =>
      new Promise<string>((resolve) => {
        dialog.showMessageBox = (...args: unknown[]) => {
          const question = args.at(-1) as { message: string; defaultId: number };
          resolve(`${question.message} ${question.defaultId}`);
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
        electron.quit();
      }),
  );
  expect(message).toBe('The value of the token that was just generated is kept nowhere. 0');
  await expect(manager.generated.getByRole('button', { name: 'Copy token value' })).toBeVisible();
  await app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
  });
});

test(
  'the question is seen where the window was hidden',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { manager, app } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    await manager.generate({ keep: false });
    await expect(manager.generated).toBeVisible();
    const visible = await app.evaluate(({ app: electron, dialog, BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window?.hide();
      return new Promise((resolve) => {
        dialog.showMessageBox = (parent: unknown) => {
          resolve(parent === window && window?.isVisible());
          return Promise.resolve({ response: 0, checkboxChecked: false });
        };
        electron.quit();
      });
    });
    expect(visible).toBe(true);
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false });
    });
  },
);

test(
  'an open prompt of the keyring does not keep the app from ending',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const desktop = await startDesktop({ keyring: 'locked' });
    const prompter = await SilentPrompter.on(desktop.env);
    try {
      const { page, manager, app } = await open({ desktop });
      await manager.enter(sandbox.origin, accounts.empty);
      await page.getByRole('button', { name: 'Unlock' }).first().click();
      await prompter.prompted();
      const child = app.process();
      const asked = performance.now();
      const gone = once(child, 'exit');
      await app.evaluate(({ app: electron }) => {
        setImmediate(() => {
          electron.quit();
        });
      });
      expect(await gone).toEqual([null, 'SIGKILL']);
      expect(performance.now() - asked).toBeLessThan(2_000);

      prompter.close();
      await desktop.keyring.unlock();
      const again = await open({ desktop });
      // A password is kept in memory only; what was known of the account is there.
      await expect(again.page.getByText(accounts.empty.email)).toBeVisible();
      await expect(again.page.getByText('Secret Service: unlocked')).toBeVisible();
    } finally {
      prompter.close();
      await desktop.close();
    }
  },
);

test(
  'a second start shows the window of the first, and ends',
  { tag: '@long' },
  async ({ open }) => {
    const first = await open();
    const visible = () =>
      first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
    const hidden = () =>
      first.app.evaluate(({ BrowserWindow }) => {
        const [window] = BrowserWindow.getAllWindows();
        window?.hide();
        return window?.isVisible();
      });
    // Asked again where the answer itself was collected as garbage on its way, as the inspector does at times.
    const becomes = (wanted: boolean, ask: typeof visible) =>
      expect(async () => {
        expect(await ask()).toBe(wanted);
      }).toPass({ timeout: 20_000 });
    // It shows itself once it has painted, which would undo hiding it before.
    await becomes(true, visible);
    await becomes(false, hidden);
    await expect(open()).rejects.toThrow();
    await becomes(true, visible);
  },
);

test(
  'quits within 2 s while a keyring prompt is open, and starts again',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const desktop = await startDesktop();
    try {
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
    } finally {
      await desktop.close();
    }
  },
);
