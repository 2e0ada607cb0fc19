import { describe, expect, test } from 'vitest';
import { lostTokens } from '../../support/core/invariant.ts';
import { operation } from '../../support/sandbox-control.ts';
import { minted, sent, setup } from './generating.ts';

describe('a request that is refused', () => {
  test.each([
    [401, 'SIGN_IN_ENDED'],
    [403, 'TWO_FACTOR_OR_REFUSED'],
    [422, 'REQUEST_REFUSED'],
    [429, 'RATE_LIMITED'],
  ])('with %i leaves nothing to settle', async (status, code) => {
    const core = await setup();
    await core.control.fault({ ...operation.generate, answer: { kind: 'status', status } });
    await expect(core.generate()).rejects.toMatchObject({ code });
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
    expect(await sent(core)).toBe(1);
  });

  test('is remembered: this sign-in cannot mint, until that is forgotten', async () => {
    const core = await setup();
    const answer = { kind: 'status', status: 403 } as const;
    await core.control.fault({ ...operation.generate, answer });
    await expect(core.generate()).rejects.toMatchObject({ code: 'TWO_FACTOR_OR_REFUSED' });
    expect(core.state.session.account?.canMint).toBe('no');
    await core.restart();
    expect(core.state.session.account?.canMint).toBe('no');
    await core.app.accounts.update({ canMint: 'unknown' });
    expect(core.state.session.account?.canMint).toBe('unknown');
  });

  test('is remembered of the account that asked, whichever is shown by then', async () => {
    const core = await setup();
    const asked = core.app.accounts.current?.id;
    await core.signIn('plain');
    const shown = core.app.accounts.current?.id ?? '';
    const show = (currentAccount: string | undefined) =>
      core.app.workspace.index.change((index) => ({
        ...index,
        currentAccount: currentAccount ?? null,
      }));
    await show(asked);
    const answer = { kind: 'status', status: 403 } as const;
    await core.control.fault({ ...operation.generate, answer });
    core.before('generate', 'request', async () => {
      await show(shown);
    });
    await expect(core.generate()).rejects.toMatchObject({ code: 'TWO_FACTOR_OR_REFUSED' });
    const canMint = new Map(core.index.accounts.map((account) => [account.id, account.canMint]));
    expect(canMint).toEqual(
      new Map([
        [asked, 'no'],
        [shown, 'unknown'],
      ]),
    );
    expect(core.app.accounts.current?.id).toBe(shown);
  });

  test('with 401 asks to sign in again', async () => {
    const core = await setup();
    const answer = { kind: 'status', status: 401 } as const;
    await core.control.fault({ ...operation.generate, answer });
    await expect(core.generate()).rejects.toMatchObject({ code: 'SIGN_IN_ENDED' });
    expect(core.state.session.account?.authorised).toBe(false);
  });
});

describe('a request without a usable answer', () => {
  test.each([
    ['reset before', 0, { kind: 'reset', when: 'before' }],
    ['reset after', 1, { kind: 'reset', when: 'after' }],
    ['half a body', 1, { kind: 'half-body' }],
    ['503', 0, { kind: 'status', status: 503 }],
    ['a page', 0, { kind: 'html' }],
    ['a value of a million characters', 1, { kind: 'huge-token' }],
  ] as const)('has an unknown outcome, is sent once and settled: %s', async (_, made, answer) => {
    const core = await setup();
    await core.control.fault({ ...operation.generate, answer });
    await expect(core.generate()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await minted(core)).toHaveLength(made);
    expect(await sent(core)).toBe(1);
    expect(await core.journal()).toHaveLength(1);
    expect(core.state.ghosts).toMatchObject([{ status: 'checking' }]);
    core.clock.advance(0);
    const { ghosts } = await core.until((state) => state.ghosts[0]?.status !== 'checking');
    expect(ghosts.map(({ candidates }) => candidates.map(({ tokenId }) => tokenId))).toEqual([
      await minted(core),
    ]);
    expect(await lostTokens(core)).toEqual([]);
  });
});
