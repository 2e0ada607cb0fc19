import { beforeEach, describe, expect, test } from 'vitest';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const request = {
  ttlSeconds: 3600,
  label: 'deploy',
  note: '',
  usedIn: '',
  color: 'none',
  keep: true,
} as const;

describe('a whole answer whose value does not say which token it is of', () => {
  let core: Core;
  let value: string;

  beforeEach(async () => {
    core = await setupCore();
    await core.signIn('empty');
    // The token is made; its value is wrapped in words.
    await core.control.fault({ ...operation.generate, answer: { kind: 'hostile-text' } });
    ({ value } = await core.app.generation.generate(request));
    await core.untilListed();
  });

  async function minted(): Promise<string> {
    const made = await core.control.tokens('empty');
    const own = core.app.accounts.current?.ownTokenId;
    const ids = made.flatMap(({ kid }) => (kid === own ? [] : [kid]));
    expect(ids).toHaveLength(1);
    return ids[0] ?? '';
  }

  test('is shown as it came, stored nowhere, and would be lost with its window', () => {
    expect(core.state.generated).toMatchObject({ tokenId: null, kept: 'no', expiresAt: null });
    expect(core.app.generated.reveal()).toEqual({ tokenId: null, value });
    expect(core.app.generated.unsafe).toBe(true);
    expect([...core.keytar.items().keys()].filter((item) => item.startsWith('token:'))).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('can be copied and downloaded, byte for byte', async () => {
    await core.app.generated.copyValue();
    expect(core.clipboard.secrets).toEqual([value]);
    await core.app.generated.download();
    expect(core.saveDialog.saved).toEqual([{ name: 'ionos-token-unread.txt', content: value }]);
    expect(core.app.generated.unsafe).toBe(false);
  });

  test('cannot be kept nor revoked: it is not known of which token it is', async () => {
    const { generated } = core.app;
    await expect(generated.keep(true)).rejects.toMatchObject({ code: 'TOKEN_NOT_JWT' });
    await expect(generated.revoke()).rejects.toMatchObject({ code: 'TOKEN_NOT_JWT' });
    expect(core.state.generated).toMatchObject({ kept: 'no' });
  });

  test('has its token looked for once the window closes', async () => {
    await core.app.generated.close();
    expect(core.state.generated).toBeNull();
    core.clock.advance(0);
    const { ghosts } = await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(ghosts).toMatchObject([{ candidates: [{ tokenId: await minted() }] }]);
    expect(await lostTokens(core)).toEqual([]);
  });

  test('is named at the next start after a crash', async () => {
    await core.restart();
    await core.app.start();
    core.clock.advance(0);
    const { ghosts } = await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(ghosts).toMatchObject([{ candidates: [{ tokenId: await minted() }] }]);
  });
});
