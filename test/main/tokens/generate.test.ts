import { describe, expect, test } from 'vitest';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { minted, sent, setup, stepNames } from './generating.ts';

describe('one token', () => {
  test('is made in the nine steps of the protocol, in their order', async () => {
    const core = await setup();
    await core.generate();
    expect(core.steps).toEqual(
      [
        'probe-store',
        'list-before',
        'write-journal',
        'request',
        'read-value',
        'store-value',
        'read-back',
        'write-index',
        'clear-journal',
        'done',
      ].map((step) => `generate/${step}`),
    );
  });

  test('is stored, filed and shown, and made by one request', async () => {
    const core = await setup();
    const { tokenId, value } = await core.generate({ label: '  deploy-prod ', ttlSeconds: 7200 });
    expect(core.keytar.items().get(tokenItem(tokenId))).toBe(value);
    expect(core.index.tokens).toEqual([
      {
        id: tokenId,
        origin: core.sandbox.origin,
        contractNumber: 31700006,
        userId: accounts.empty.userId,
        issuedAt: core.clock.now(),
        expiresAt: core.clock.now() + 7_200_000,
        savedAt: core.clock.now(),
        madeBy: expect.any(String) as string,
      },
    ]);
    expect(core.state.generated).toEqual({
      tokenId,
      accountId: core.app.accounts.current?.id,
      label: 'deploy-prod',
      expiresAt: core.clock.now() + 7_200_000,
      kept: 'keychain',
      copied: false,
      downloaded: false,
      storeError: null,
      contractMismatch: false,
    });
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'saved', label: 'deploy-prod' }),
    );
    expect(await core.journal()).toEqual([]);
    expect(await sent(core)).toBe(1);
  });

  test('is in the keychain before it can be seen', async () => {
    const core = await setup();
    const seen: unknown[] = [];
    for (const step of stepNames)
      core.before('generate', step, () => {
        seen.push(core.state.generated);
      });
    await core.generate();
    expect(seen).toEqual(stepNames.map(() => null));
  });

  test('has its intent on disk before it is asked for', async () => {
    const core = await setup();
    let journal: unknown;
    core.before('generate', 'request', async () => {
      journal = await core.journal();
    });
    await core.generate({ ttlSeconds: 7200, label: 'deploy' });
    expect(journal).toEqual([
      expect.objectContaining({
        purpose: 'vault',
        accountId: core.app.accounts.current?.id,
        ttlSeconds: 7200,
        label: 'deploy',
        idsBefore: [core.app.accounts.current?.ownTokenId],
        startedAt: core.clock.now(),
        clockOffsetMs: 0,
        tokenId: null,
      }),
    ]);
  });

  test('leaves its value nowhere on disk and in no log', async () => {
    const core = await setup();
    const { value } = await core.generate();
    const [, payload = ''] = value.split('.');
    expect(await core.disk()).not.toContain(payload);
    expect(JSON.stringify(core.log.entries)).not.toContain(payload);
    expect(JSON.stringify(core.state)).not.toContain(payload);
  });

  test.each([
    [59, 'TTL_TOO_SHORT'],
    [0, 'TTL_TOO_SHORT'],
    [-3600, 'TTL_TOO_SHORT'],
    [31_536_001, 'TTL_TOO_LONG'],
    [3600.5, 'TTL_NOT_A_NUMBER'],
    [Number.NaN, 'TTL_NOT_A_NUMBER'],
    [Infinity, 'TTL_NOT_A_NUMBER'],
  ])('is not made for %d seconds', async (ttlSeconds, code) => {
    const core = await setup();
    await expect(core.generate({ ttlSeconds })).rejects.toMatchObject({ code });
    expect(core.steps).toEqual([]);
    expect(await core.control.log()).toEqual([]);
  });

  test.each([60, 31_536_000])('is made for %d seconds', async (ttlSeconds) => {
    const core = await setup();
    const { tokenId } = await core.generate({ ttlSeconds });
    const made = (await core.control.tokens('empty')).find(({ kid }) => kid === tokenId);
    expect(made).toMatchObject({ expiresAt: (made?.createdAt ?? 0) + ttlSeconds });
  });

  test('is made one at a time', async () => {
    const core = await setup();
    const fault = await core.control.fault({ ...operation.generate, hold: 'after' });
    const first = core.generate();
    await core.control.waitForLog((log) => log.some(({ path }) => path.includes('generate')));
    await expect(core.generate()).rejects.toMatchObject({ code: 'BUSY' });
    expect(core.app.generation.running).toBe(true);
    await core.control.release(fault);
    await first;
    // Its window is open now.
    await expect(core.generate()).rejects.toMatchObject({ code: 'BUSY' });
    await core.app.generated.close();
    await core.generate();
    expect(await minted(core)).toHaveLength(2);
  });

  test('is not made while nobody is signed in', async () => {
    const core = await setupCore();
    await expect(core.generate()).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  });

  test('is not made beyond 100: nothing is asked for', async () => {
    const core = await setupCore();
    await core.signIn('nearlyFull');
    const before = await sent(core);
    await expect(core.generate()).rejects.toMatchObject({ code: 'LIMIT_REACHED' });
    expect(await sent(core)).toBe(before);
    expect(await core.journal()).toEqual([]);
    expect((await core.untilListed()).list.tokens).toHaveLength(100);
  });
});

test('a token of another contract than asked is kept, filed under its own, and said', async () => {
  const core = await setupCore();
  const [asked, other] = accounts.twoContracts.contracts;
  await core.signIn('twoContracts', asked);
  const { value, kid } = await core.control.consoleToken('twoContracts', { contract: other });
  const answer = { kind: 'custom', ...json(JSON.stringify({ token: value })) } as const;
  await core.control.fault({ ...operation.generate, answer });
  await core.generate();
  expect(core.state.generated).toMatchObject({ tokenId: kid, contractMismatch: true });
  expect(core.keytar.items().get(tokenItem(kid))).toBe(value);
  expect(core.index.tokens).toMatchObject([{ id: kid, contractNumber: other }]);
});

function json(body: string) {
  return { headers: { 'content-type': 'application/json' }, body };
}
