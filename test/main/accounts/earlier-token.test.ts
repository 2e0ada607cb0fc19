import { describe, expect, test } from 'vitest';
import { operation } from '../../support/sandbox-control.ts';
import { lostTokens, storedIds } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';

// What the app signed in with before is a stored value like any other: it goes only when it is dead.

const day = 86_400_000;

async function signedIn() {
  const core = await setupCore();
  await core.signIn('empty');
  return { core, own: core.app.accounts.current?.ownTokenId ?? '' };
}

/** Sets the clock of this computer on; the server's goes on as it was. */
async function setClockOn(core: Core, ms: number): Promise<void> {
  core.clock.set(core.clock.now() + ms);
  await core.control.clock({ advanceSeconds: -ms / 1000 });
}

async function expectKept(core: Core, own: string): Promise<void> {
  expect((await core.control.tokens('empty')).find(({ kid }) => kid === own)?.live).toBe(true);
  expect(await storedIds(core)).toContain(own);
  expect(await lostTokens(core)).toEqual([]);
}

describe('an earlier token of the app is kept', () => {
  test('where only the clock here says that it has ended: by password', async () => {
    const { core, own } = await signedIn();
    await setClockOn(core, 40 * day);
    await core.restart();
    await core.app.start();
    await core.signIn('empty');
    await expectKept(core, own);
  });

  test('where only the clock here says that it has ended: with a token', async () => {
    const { core, own } = await signedIn();
    core.clock.advance(30 * day - 3_600_000);
    await setClockOn(core, 5_400_000);
    const { value } = await core.control.consoleToken('empty', { ttl: 30 * 86_400 });
    await core.signInWithToken(value);
    await expectKept(core, own);
  });

  test('where a list lacks it, and the server knows it', async () => {
    const { core, own } = await signedIn();
    core.clock.advance(600_000);
    const { value } = await core.control.consoleToken('empty');
    await core.control.fault({
      ...operation.list,
      answer: {
        kind: 'custom',
        headers: { 'content-type': 'application/json' },
        body: '{"tokens":[]}',
      },
    });
    await core.signInWithToken(value);
    await expectKept(core, own);
  });

  test('where it is so young that the server may not show it yet', async () => {
    const core = await setupCore();
    await core.control.fault({ ...operation.generate, late: { seconds: 45 } });
    await core.signIn('empty');
    const own = core.app.accounts.current?.ownTokenId ?? '';
    const { value } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    await expectKept(core, own);
  });

  test.each(['signed out', 'signed in with another token'])(
    'in the keychain behind one in memory: %s',
    async (then) => {
      const { core, own } = await signedIn();
      core.keytar.mode = 'no-service';
      const { value } = await core.control.consoleToken('empty');
      await core.signInWithToken(value);
      core.keytar.mode = 'unlocked';
      if (then === 'signed out') await core.app.signOut({ revoke: false });
      else await core.signInWithToken((await core.control.consoleToken('empty')).value);
      await expectKept(core, own);
    },
  );
});

describe('an earlier token of the app goes', () => {
  test('where it has ended by the server’s clock', async () => {
    const { core, own } = await signedIn();
    core.clock.advance(31 * day);
    const { value } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    expect(await storedIds(core)).not.toContain(own);
  });

  test('where the list lacks it and the server does not know it', async () => {
    const { core, own } = await signedIn();
    core.clock.advance(600_000);
    await core.control.deleteToken(own);
    const { value } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    expect(await storedIds(core)).not.toContain(own);
  });
});

test.each([
  ['which names it as live', true],
  ['which is empty', false],
])('one list with a date of 40 days ahead, %s, ends no token', async (_, isNamed) => {
  const { core, own } = await signedIn();
  const now = core.clock.now();
  const iso = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+/, '');
  const row = { id: own, href: 'x', createdDate: iso(now), expirationDate: iso(now + 30 * day) };
  const headers = {
    'content-type': 'application/json',
    Date: new Date(now + 40 * day).toUTCString(),
  };
  const body = JSON.stringify({ tokens: isNamed ? [row] : [] });
  await core.control.fault({ ...operation.list, answer: { kind: 'custom', headers, body } });
  await core.signIn('empty');
  await expectKept(core, own);
});
