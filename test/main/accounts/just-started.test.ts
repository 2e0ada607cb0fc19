import { expect, test } from 'vitest';
import { setupCore } from '../../support/core/setup-core.ts';

/** An app that has just been opened again, its sign-in not read yet. */
async function setup() {
  const core = await setupCore();
  await core.signIn('plain');
  await core.restart();
  return core;
}

test('a sign-in that was not read yet is not said to have ended', async () => {
  const core = await setup();
  await expect(core.generate()).rejects.toMatchObject({ code: 'BUSY' });
  await core.app.start();
  expect(await core.generate()).toMatchObject({ tokenId: expect.any(String) as string });
});

test('a list that was asked for too early does not end the sign-in', async () => {
  const core = await setup();
  await core.app.lists.refresh();
  expect(core.state.session.account?.authorised).toBe(true);
  await core.app.start();
  expect(core.state.session.account?.authorised).toBe(true);
  expect(core.state.list).toMatchObject({ status: 'ready', stale: false });
});

test('a sign-in that the keychain does not hold has ended', async () => {
  const core = await setup();
  for (const item of core.keytar.items().keys())
    if (item.startsWith('sign-in:')) core.keytar.take(item);
  await core.app.start();
  await expect(core.generate()).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
  expect(core.state.session.account?.authorised).toBe(false);
});
