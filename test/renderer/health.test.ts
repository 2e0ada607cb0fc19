import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Health, SelfTest } from '../../preload/contract.ts';
import { aHealth } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, open, visible } from './open.ts';

/** What was saved is in a keychain that is not there. */
const away: Partial<Health> = {
  kind: 'session',
  state: 'absent',
  readers: 'this-process',
  survivesReboot: false,
};

async function setup(
  health: Partial<Health> = {},
  store: Answers['store'] = {},
): Promise<FakeBridge> {
  const bridge = await open({}, { store: { health: () => ok(aHealth(health)), ...store } });
  await button('Store').click();
  await visible(dialog('Store health'));
  return bridge;
}

test.each<[Partial<Health>, RegExp]>([
  [{}, /Values are kept in your keyring \(Secret Service\)/],
  [{}, /It is unlocked/],
  [{}, /18 values are saved in it/],
  [{}, /survive a restart/],
  [{}, /Every program that runs as you can read it/],
  [{ state: 'locked' }, /It is locked/],
  [{ inSession: 1 }, /1 value is in memory only/],
  [{ itemLimit: 2_560 }, /up to 2560 bytes; longer values are split/],
  [{ readers: 'code-signature' }, /macOS lets only this app read/],
  [away, /was not found, so new values are kept in memory only/],
  [away, /18 values are saved in it, stay there/],
  [away, /What is in memory does not survive/],
])('says of %o: %s', { tags: 'long' }, async (health, sentence) => {
  await setup(health);
  await visible(dialog('Store health').getByText(sentence));
});

const steps = (ok: readonly (boolean | null)[]): SelfTest['steps'] =>
  (['look', 'write', 'read', 'delete'] as const).map((name, index) => ({
    name,
    ok: ok[index] ?? null,
    ms: 3.4,
    error: ok[index] === false ? { code: 'STORE_LOCKED' } : null,
  }));

test('tests itself step by step', async () => {
  await setup({}, { selfTest: () => ok({ steps: steps([true, true, true, true]) }) });
  await button('Run self-test').click();
  await visible(page.getByText('Read it back'));
  await visible(page.getByText('Works, 3 ms').first());
  await visible(page.getByRole('status').filter({ hasText: 'All four steps work.' }));
});

test('says where a self-test stopped, and why', async () => {
  await setup({}, { selfTest: () => ok({ steps: steps([true, false, null, null]) }) });
  await button('Run self-test').click();
  await visible(page.getByText('Failed after 3 ms'));
  await visible(page.getByText('Not reached').first());
  await visible(page.getByRole('status').filter({ hasText: 'Your keychain is locked' }));
});

test('that could not be looked at can be looked at again', { tags: 'long' }, async () => {
  let asked = 0;
  const health = () =>
    (asked += 1) < 3 ? no({ code: 'STORE_WAITING' }) : ok(aHealth({ state: 'ready' }));
  await setup({}, { health });
  await visible(alert('has not answered yet'));
  await button('Try again').click();
  await visible(alert('has not answered yet'));
  await button('Try again').click();
  await visible(page.getByText(/It is unlocked/));
  // The button has gone; the keyboard is still in the dialog.
  await expect.poll(() => document.activeElement?.closest('[role=dialog]')).toBeTruthy();
});

test(
  'in a low window what came of a test or a rebuild is brought into view',
  { tags: 'long' },
  async () => {
    const rebuild = () => ok({ found: 1, refused: 0, missing: 0 });
    const selfTest = () => ok({ steps: steps([true, true, true, true]) });
    await setup({}, { rebuild, selfTest });
    await page.viewport(480, 400);
    await button('Run self-test').click();
    await expect.element(page.getByText('All four steps work.')).toBeInViewport();
    await button('Rebuild list of saved tokens').click();
    await expect.element(page.getByText(/^1 saved value was found/)).toBeInViewport();
  },
);

test('copies a report', { tags: 'long' }, async () => {
  const bridge = await setup({}, { copyReport: done });
  await button('Copy report').click();
  expect(bridge.argsOf('store.copyReport')).toHaveLength(1);
  await visible(page.getByText('Report copied'));
});

test.each([
  [0, 0, 0, /^\s*Every saved value was known already\.\s*$/],
  [1, 0, 0, /^\s*1 saved value was found that was not known\.\s*$/],
  [0, 1, 0, /^\s*1 item was left alone: what it holds is not the value/],
  [0, 0, 2, /^\s*2 values that were listed as saved are not in the keychain\./],
  [2, 3, 0, /^\s*2 saved values were found that were not known\.\s+3 items were left alone/],
])(
  'rebuilds the list of saved tokens: %i found, %i refused, %i missing',
  { tags: 'long' },
  async (found, refused, missing, words) => {
    const bridge = await setup({}, { rebuild: () => ok({ found, refused, missing }) });
    await button('Rebuild list of saved tokens').click();
    await visible(page.getByRole('status').filter({ hasText: words }));
    expect(bridge.argsOf('store.health')).toHaveLength(2);
  },
);

test('says why it could not be rebuilt', async () => {
  await setup({}, { rebuild: () => no({ code: 'STORE_ABSENT' }) });
  await button('Rebuild list of saved tokens').click();
  await visible(alert('No keychain was found'));
});
