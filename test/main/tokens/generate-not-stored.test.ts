import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { lostTokens, storedIds } from '../../support/core/invariant.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { full, setup } from './generating.ts';

/** After the request the value is in hand: it is shown, whatever became of storing it. */
const afterTheRequest: readonly (readonly [string, string, string, (core: Core) => void])[] = [
  [
    'the keyring was locked meanwhile',
    'store-value',
    'STORE_LOCKED',
    (core) => {
      core.keytar.mode = 'locked';
    },
  ],
  [
    'the keyring went away',
    'store-value',
    'STORE_ABSENT',
    (core) => {
      core.keytar.mode = 'no-service';
    },
  ],
  [
    'the keyring cuts the value',
    'read-back',
    'STORE_MISMATCH',
    (core) => {
      core.keytar.cutAt = 300;
    },
  ],
  [
    'the keyring gives back something else',
    'read-back',
    'STORE_MISMATCH',
    (core) => {
      core.keytar.misread = (value) => `${value}x`;
    },
  ],
  [
    'the disk is full for the index',
    'write-index',
    'FILE_NOT_WRITTEN',
    (core) => {
      core.files.failWrites = full('index.json');
    },
  ],
  [
    'the disk is full for the journal',
    'clear-journal',
    'FILE_NOT_WRITTEN',
    (core) => {
      core.files.failWrites = full('journal.json');
    },
  ],
  [
    'the disk is full',
    'write-index',
    'FILE_NOT_WRITTEN',
    (core) => {
      core.files.failWrites = () => true;
    },
  ],
];

const mend = (core: Core): void => {
  core.keytar.mode = 'unlocked';
  core.keytar.cutAt = Infinity;
  core.keytar.misread = (value) => value;
  core.files.failWrites = () => false;
};

describe.each(afterTheRequest)('where %s, %s fails:', (_, step, code, fail) => {
  async function failed() {
    const core = await setup();
    core.before('generate', 'store-value', () => {
      fail(core);
    });
    const made = await core.generate();
    return { core, ...made };
  }

  test('the value is shown with the reason, and its journal stays open', async () => {
    const { core, tokenId, value } = await failed();
    expect(core.steps.at(-1)).toBe(`generate/${step}`);
    expect(core.state.generated).toMatchObject({ tokenId, kept: 'no', storeError: { code } });
    expect(core.app.generated.reveal()).toEqual({ tokenId, value });
    expect(core.app.atRisk.unsafe).toHaveLength(1);
    expect(await core.journal()).toHaveLength(1);
    expect(core.state.ghosts).toEqual([]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('it can be kept after all', async () => {
    const { core, tokenId, value } = await failed();
    mend(core);
    await core.app.generated.keep(true);
    expect(core.state.generated).toMatchObject({ kept: 'keychain', storeError: null });
    expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
    expect(core.index.tokens).toMatchObject([{ id: tokenId }]);
    expect(core.index.notes).toMatchObject([{ id: tokenId, label: 'deploy' }]);
    expect(await core.journal()).toEqual([]);
    expect(core.app.atRisk.unsafe).toEqual([]);
  });

  test('it can be revoked', async () => {
    const { core, tokenId } = await failed();
    mend(core);
    await core.app.generated.revoke();
    expect(core.state.generated).toBeNull();
    expect(await core.journal()).toEqual([]);
    const made = (await core.control.tokens('empty')).find(({ kid }) => kid === tokenId);
    expect(made?.live).toBe(false);
    expect([...core.keytar.items().keys()]).not.toContain(tokenItem(tokenId));
    expect(core.index.tokens).toEqual([]);
  });

  test('unlocking meanwhile takes it for no ghost', async () => {
    const { core } = await failed();
    mend(core);
    await core.app.unlock();
    expect(core.state.ghosts).toEqual([]);
  });

  test('a crash right then is named at the next start, or nothing was lost', async () => {
    const { core, tokenId } = await failed();
    mend(core);
    await core.restart();
    await core.app.start();
    core.clock.advance(0);
    await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));
    const named = core.state.ghosts.flatMap(({ candidates }) => candidates);
    const saved = core.index.tokens.some(({ id }) => id === tokenId);
    expect(named.some((candidate) => candidate.tokenId === tokenId)).toBe(!saved);
    expect((await storedIds(core)).has(tokenId) || !saved).toBe(true);
    expect(await lostTokens(core)).toEqual([]);
  });
});
