import { describe, expect, test } from 'vitest';
import { atRiskBeside, namesAtRisk } from '../../../main/at-risk.ts';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

/** A token that was generated where there is no keychain: its value is in memory, its window closed. */
async function setup() {
  const core = await setupCore({ keyring: 'no-service' });
  await core.signIn('empty');
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  return { core, tokenId };
}

/** The tokens that the next start names after a crash. */
async function namedAfterCrash(core: Core): Promise<readonly string[]> {
  core.keytar.mode = 'unlocked';
  await core.restart();
  await core.signIn('empty');
  core.clock.advance(0);
  await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));
  return core.state.ghosts.flatMap(({ candidates }) => candidates.map(({ tokenId }) => tokenId));
}

describe('a value that is in memory only', () => {
  test('is no ghost while it is there', async () => {
    const { core } = await setup();
    await core.signIn('empty');
    expect(core.state.ghosts).toEqual([]);
    await core.signIn('plain');
    expect(core.state.ghosts).toEqual([]);
  });

  test('that went with a crash is named at the next start', async () => {
    const { core, tokenId } = await setup();
    expect(await namedAfterCrash(core)).toEqual([tokenId]);
  });

  test('that was kept after all is named as well: there is still no keychain', async () => {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('empty');
    const { tokenId } = await core.generate({ keep: false });
    await core.app.generated.keep(true);
    await core.app.generated.close();
    expect(await namedAfterCrash(core)).toEqual([tokenId]);
  });

  test.each<[string, (core: Core, tokenId: string) => Promise<unknown>]>([
    ['found a keychain', (core) => findKeychain(core)],
    ['was removed by the person', ({ app }, tokenId) => app.values.forget(tokenId)],
    [
      'went with its token',
      ({ app }, id) => deleteToken(app.workspace, app.accounts, app.lists, id),
    ],
    [
      'the person let go when they were asked before quitting',
      ({ app }) => app.letMemoryGo(new Set(namesAtRisk(app.atRisk))),
    ],
  ])('that %s is not named', async (_, act) => {
    const { core, tokenId } = await setup();
    await act(core, tokenId);
    expect(await core.journal()).toEqual([]);
    expect(await namedAfterCrash(core)).toEqual([]);
  });
});

describe('a value that came into memory while the person was asked before quitting', () => {
  /** A request under way, which is what the person is asked about. */
  async function asked() {
    const core = await setupCore({ keyring: 'no-service' });
    await core.signIn('empty');
    const held = await core.control.fault({ ...operation.generate, hold: 'after' });
    const generated = core.generate();
    await core.control.waitForLog((log) => log.some(({ path }) => path.includes('generate')));
    const given = new Set(namesAtRisk(core.app.atRisk));
    await core.control.release(held);
    return { core, given, ...(await generated) };
  }

  test('is not let go with what they were asked about', async () => {
    const { core, given, tokenId } = await asked();
    await core.app.letMemoryGo(given);
    expect(await core.journal()).toMatchObject([{ tokenId }]);
    expect(await namedAfterCrash(core)).toEqual([tokenId]);
  });

  test('is another thing to be asked about, also once it is on screen alone', async () => {
    const { core, given, tokenId } = await asked();
    expect(atRiskBeside(core.app.atRisk, given)).toEqual({
      unsafe: [],
      running: [],
      session: [tokenItem(tokenId)],
    });
    await core.app.generated.keep(false);
    expect(atRiskBeside(core.app.atRisk, given)).toMatchObject({
      unsafe: [expect.any(String)],
      session: [],
    });
  });
});

async function findKeychain(core: Core): Promise<void> {
  core.keytar.mode = 'unlocked';
  await core.app.workspace.stores.look();
  await core.until(() => core.app.workspace.stores.session.accounts.length === 0);
}
