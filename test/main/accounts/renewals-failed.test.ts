import { describe, expect, test } from 'vitest';
import { isAppError } from '../../../main/app-error.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { start } from '../../support/core/interrupted.ts';
import { day, look, nearItsEnd, ownId, startAgain } from './renewing.ts';

describe('that it failed is told', () => {
  const told = (core: Core) => core.state.session.accounts[0]?.renewalFailure;
  const failing = (status: number) =>
    ({ ...operation.generate, answer: { kind: 'status', status } }) as const;

  test('with why, and when it is tried again, over a restart, until it went through', async () => {
    const { core } = await nearItsEnd();
    expect(told(core)).toBeNull();
    const [filler] = await core.control.seed({ account: 'empty', count: 99 });
    await look(core);
    const expected = { code: 'LIMIT_REACHED', nextAt: core.clock.now() + day };
    expect(told(core)).toEqual(expected);
    await start(core);
    await look(core);
    expect(told(core)).toEqual(expected);
    await core.control.deleteToken(filler?.kid ?? '');
    core.clock.advance(day);
    await look(core);
    expect(told(core)).toBeNull();
  });

  test('that IONOS refused it: not by itself; by hand it can, and may mint again then', async () => {
    const { core, old } = await nearItsEnd();
    await core.control.fault(failing(403));
    await look(core);
    expect(told(core)).toEqual({ code: 'TWO_FACTOR_OR_REFUSED', nextAt: null });
    await core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    expect(ownId(core)).not.toBe(old);
    expect([told(core), core.index.accounts[0]?.canMint]).toEqual([null, 'unknown']);
  });

  test('while its outcome is looked up: with the next list', async () => {
    const { core } = await nearItsEnd();
    await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
    await look(core);
    expect(told(core)).toEqual({ code: 'OUTCOME_UNKNOWN', nextAt: core.clock.now() });
  });

  test('by the last try, whoever made it', async () => {
    const { core } = await nearItsEnd();
    await core.control.fault(failing(422));
    await look(core);
    core.clock.advance(3 * 3_600_000);
    await core.control.fault(failing(500));
    const asked = core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    const code = await asked.catch((error: unknown) => (isAppError(error) ? error.code : error));
    expect(code).not.toBe('REQUEST_REFUSED');
    expect(told(core)).toMatchObject({ code });
  });

  test('not of a try by hand long before its end', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.fault(failing(422));
    const asked = core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    await expect(asked).rejects.toMatchObject({ code: 'REQUEST_REFUSED' });
    expect(told(core)).toBeNull();
  });

  test('not where the new one signs in, and only the old one is left to retire', async () => {
    const { core, old } = await nearItsEnd();
    const answer = { kind: 'status', status: 403 } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer });
    await look(core);
    expect(ownId(core)).not.toBe(old);
    expect(told(core)).toBeNull();
    expect(core.index.accounts[0]?.renewalFailed).toBeUndefined();
  });

  test('where the next start could not go on with it', async () => {
    const { core, old } = await nearItsEnd();
    const dead = core.dieAt('take-over', 'use-new');
    void look(core);
    await dead;
    // The account's own list is read, and the one by the new token is not.
    const answer = { kind: 'status', status: 503 } as const;
    await core.control.fault({ ...operation.list, skip: 1, times: 'always', answer });
    await startAgain(core);
    expect(ownId(core)).toBe(old);
    expect(told(core)).toEqual({ code: 'SERVER_ERROR', nextAt: core.clock.now() });
  });

  test('not where the person stopped it', async () => {
    const { core } = await nearItsEnd();
    core.before('renew', 'list-before', () => {
      core.app.workspace.patience.cancel();
      return Promise.resolve();
    });
    const asked = core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    await expect(asked).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(told(core)).toBeNull();
  });
});
