import { expect, test } from 'vitest';
import { signInItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core, type CoreOptions } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

// After a restart: why nothing signs in any more is told as it is, and nothing was asked of the server.

async function restarted(options: CoreOptions, between: (core: Core) => void): Promise<Core> {
  const core = await setupCore(options);
  await core.signIn('empty');
  between(core);
  await core.restart();
  await core.control.clearLog();
  await core.app.start();
  return core;
}

const accountOf = ({ state }: Core) => {
  const { authorised, ended } = state.session.account ?? {};
  return { authorised, ended };
};

test('a keychain that is not there holds the sign-in still: signed in again once it is back', async () => {
  const core = await restarted({}, ({ keytar }) => {
    keytar.mode = 'no-service';
  });
  expect(accountOf(core)).toEqual({ authorised: false, ended: 'out-of-reach' });
  expect(core.state.list.error).toMatchObject({ code: 'STORE_ABSENT' });
  expect(await core.control.log()).toEqual([]);
  // A refresh in vain changes nothing of the reason.
  await core.app.lists.refreshAnew().catch(() => undefined);
  expect(accountOf(core).ended).toBe('out-of-reach');
  expect(await core.control.log()).toEqual([]);
  core.keytar.mode = 'unlocked';
  await core.app.unlock();
  expect(accountOf(core)).toEqual({ authorised: true, ended: null });
});

test('a password was in memory only', async () => {
  const core = await restarted({ keyring: 'no-service' }, () => undefined);
  expect(accountOf(core)).toEqual({ authorised: false, ended: 'forgotten' });
  await core.app.lists.refreshAnew().catch(() => undefined);
  expect(accountOf(core).ended).toBe('forgotten');
  expect(await core.control.log()).toEqual([]);
});

test('nor does a list that is wanted before the start was done call it refused', async () => {
  const core = await setupCore({ keyring: 'no-service' });
  await core.signIn('empty');
  await core.restart();
  await core.app.lists.refresh();
  await core.app.start();
  expect(accountOf(core)).toEqual({ authorised: false, ended: 'forgotten' });
});

test('an open keychain does not hold it any more', async () => {
  const core = await restarted({}, ({ keytar, app }) => {
    keytar.take(signInItem(app.accounts.current?.id ?? ''));
  });
  expect(accountOf(core)).toEqual({ authorised: false, ended: 'missing' });
  expect(await core.control.log()).toEqual([]);
});

test('the server refused it', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  await core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? '');
  await core.app.lists.refreshAnew().catch(() => undefined);
  await core.until(({ session }) => session.account?.authorised === false);
  expect(accountOf(core)).toEqual({ authorised: false, ended: 'refused' });
  expect(await core.control.requests(operation.list)).not.toEqual([]);
});

test('an item that cannot be read is not the server’s refusal', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  await core.restart();
  core.keytar.misread = () => 'garbage';
  await core.app.start();
  await core.control.clearLog();
  await core.app.lists.refreshAnew().catch(() => undefined);
  expect(accountOf(core)).toEqual({ authorised: true, ended: null });
  expect(core.state.list.error).toEqual({ code: 'STORE_MISMATCH' });
  expect(await core.control.log()).toEqual([]);
});

test('what was known first is the cause of what follows', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  const { id } = core.app.accounts.require();
  await core.control.deleteToken(core.app.accounts.require().ownTokenId ?? '');
  await core.app.lists.refreshAnew();
  // What refused it is gone by now, as where everything was to be removed and could not be.
  core.app.accounts.refuse(id, 'missing');
  expect(accountOf(core)).toEqual({ authorised: false, ended: 'refused' });
});
