import { describe, expect, test } from 'vitest';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAppError } from '../../../main/app-error.ts';
import { DatedTransport } from '../../support/core/dated-transport.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { start } from '../../support/core/interrupted.ts';
import { day, isLive, isStored, look, nearItsEnd, ownId, renewals } from './renewing.ts';

const asked = async (core: Core): Promise<number> =>
  (await core.control.requests(operation.generate)).length;

describe('the app renews by itself', () => {
  test.each([
    [22, false],
    [24, true],
    [31, false],
  ])('on day %i of 30: %s', async (days, renewed) => {
    const core = await setupCore();
    await core.signIn('empty');
    const old = ownId(core);
    core.clock.advance(days * day);
    await look(core);
    expect(ownId(core) !== old).toBe(renewed);
  });

  test("by the server's clock, whatever the clock here says", async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.control.clearLog();
    core.clock.set(core.clock.now() + 24 * day);
    await core.control.clock({ offsetSeconds: (-24 * day) / 1000 });
    await look(core);
    expect(await asked(core)).toBe(0);
  });

  test.each([
    ['right', 0],
    ['forty days ahead', 40 * day],
  ])(
    'where the server tells no time, too, and not again and again: the clock here is %s',
    async (_, ahead) => {
      const transport = new DatedTransport();
      const core = await setupCore({ transport });
      await core.signIn('empty');
      transport.aheadMs = null;
      const old = ownId(core);
      core.clock.advance(24 * day);
      core.clock.set(core.clock.now() + ahead);
      await core.control.clock({ advanceSeconds: -ahead / 1000 });
      await look(core);
      expect([ownId(core) !== old, await isLive(core, old)]).toEqual([true, false]);
      await core.control.clearLog();
      for (let at = 0; at < 6; at += 1) {
        core.clock.advance(day);
        await look(core);
      }
      expect(await asked(core)).toBe(0);
    },
  );

  test('never one that is over, whichever list is read', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    core.clock.advance(20 * day);
    await core.signIn('plain');
    core.clock.advance(11 * day);
    await core.control.clearLog();
    await core.app.lists.at(core.app.accounts.require().id).refresh();
    await core.app.renewals.idle;
    const kids = (await core.control.log()).map(({ kid }) => kid);
    expect(new Set(kids)).toEqual(new Set([ownId(core)]));
    expect(core.index.accounts[0]?.renewalTriedAt).toBeUndefined();
  });

  test('never a pasted token', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    const left = (core.index.accounts[0]?.ownTokenExpiresAt ?? 0) - core.clock.now();
    core.clock.advance(left - 3 * day);
    await look(core);
    expect(await asked(core)).toBe(0);
  });

  test('nor one that only an edited index calls minted', async () => {
    const core = await setupCore();
    const { value, kid } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    const left = (core.index.accounts[0]?.ownTokenExpiresAt ?? 0) - core.clock.now();
    await core.app.accounts.update({ signIn: 'minted' });
    core.clock.advance(left - 3 * day);
    await look(core);
    expect(await asked(core)).toBe(0);
    expect(await isLive(core, kid)).toBe(true);
  });

  test.each(['locked', 'no-service', 'restarted'] as const)(
    'never while the keychain is not open: %s',
    async (mode) => {
      const { core, old } = await nearItsEnd();
      core.keytar.mode = mode;
      await look(core);
      expect([await asked(core), ownId(core)]).toEqual([0, old]);
    },
  );

  test('not while a value is on screen, and with the next list after it', async () => {
    const { core, old } = await nearItsEnd();
    await core.generate();
    await core.app.renewals.look();
    expect(ownId(core)).toBe(old);
    await core.app.generated.close();
    await look(core);
    expect(ownId(core)).not.toBe(old);
  });

  test('beside nothing else that mints', async () => {
    const { core, old } = await nearItsEnd();
    let codes: unknown[] = [];
    core.before('renew', 'request', async () => {
      codes = await Promise.all(
        [core.generate(), core.app.rotations.begin([old], null)].map((act) =>
          act.catch((error: unknown) => (isAppError(error) ? error.code : error)),
        ),
      );
    });
    await look(core);
    expect(codes).toEqual(['BUSY', 'BUSY']);
    expect(await asked(core)).toBe(1);
  });

  test.each([
    ['at the limit', { kind: 'status', status: 422 }],
    ['refused', { kind: 'status', status: 403 }],
  ] as const)('once a day where it fails: %s', async (_, answer) => {
    const { core, old } = await nearItsEnd();
    await core.control.fault({ ...operation.generate, times: 'always', answer });
    await look(core);
    await look(core);
    await start(core);
    await look(core);
    expect([await asked(core), ownId(core), renewals(core)]).toEqual([1, old, []]);
    await core.control.clearFaults();
    core.clock.advance(day + 1);
    await look(core);
    // Who may not mint is not asked again before they say so.
    const refused = answer.status === 403;
    expect(core.index.accounts[0]?.canMint).toBe(refused ? 'no' : 'unknown');
    expect(await asked(core)).toBe(refused ? 1 : 2);
  });

  test('whichever account is shown', async () => {
    const { core, old } = await nearItsEnd();
    const [first] = core.index.accounts;
    await core.signIn('plain');
    await look(core);
    const renewed = core.index.accounts.find(({ id }) => id === first?.id);
    expect(renewed?.ownTokenId).not.toBe(old);
    expect(core.index.currentAccount).not.toBe(first?.id);
    expect(await isLive(core, old)).toBe(false);
  });
});

describe('a person replaces it', () => {
  test('long before its end', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    const old = ownId(core);
    await core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    expect(ownId(core)).not.toBe(old);
    expect(await isLive(core, old)).toBe(false);
    expect(renewals(core)).toEqual([]);
  });

  test('and is told why not', async () => {
    const { core, old } = await nearItsEnd();
    const id = core.index.accounts[0]?.id ?? '';
    await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
    await expect(core.app.replaceOwnToken(id)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    // One request: a second press asks for none while the first is in question.
    await expect(core.app.replaceOwnToken(id)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect([await asked(core), ownId(core)]).toEqual([1, old]);
  });

  test('and gets what was begun before, not one more', async () => {
    const { core, old } = await nearItsEnd();
    const never = { kind: 'reset', when: 'before' } as const;
    core.before('take-over', 'use-new', async () => {
      await core.control.fault({ ...operation.list, times: 'always', answer: never });
    });
    await look(core);
    expect(renewals(core)).toMatchObject([{ stage: 'unused' }]);
    core.before('take-over', 'use-new', () => undefined);
    await core.control.clearFaults();
    await core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    expect(ownId(core)).not.toBe(old);
    expect([await asked(core), renewals(core)]).toEqual([1, []]);
  });

  test('not a pasted one', async () => {
    const core = await setupCore();
    const { value } = await core.control.consoleToken('empty');
    await core.signInWithToken(value);
    const replaced = core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    await expect(replaced).rejects.toMatchObject({ code: 'INVALID_REQUEST' });
  });

  test('not without a keychain', async () => {
    const { core } = await nearItsEnd();
    core.keytar.mode = 'no-service';
    const replaced = core.app.replaceOwnToken(core.index.accounts[0]?.id ?? '');
    await expect(replaced).rejects.toMatchObject({ code: 'STORE_ABSENT' });
    expect(await asked(core)).toBe(0);
  });
});

describe('a journal that was edited', () => {
  const pasted = async (core: Core): Promise<void> => {
    await core.signInWithToken((await core.control.consoleToken('empty')).value);
  };

  interface Names {
    readonly own: string;
    readonly saved: string;
    readonly other: string;
    /** The request that made the saved one. */
    readonly generateId: string;
  }

  /** Somebody writes a renewal into the journal, and the app starts. */
  async function edited(
    stage: 'unused' | 'retiring',
    which: (names: Names) => object,
    signIn = (core: Core) => core.signIn('empty'),
  ) {
    const core = await setupCore();
    await signIn(core);
    const save = async (): Promise<string> => {
      const { tokenId } = await core.generate();
      await core.app.generated.close();
      return tokenId;
    };
    const [saved, other, own] = [await save(), await save(), ownId(core)];
    const generateId = core.index.tokens.find(({ id }) => id === saved)?.madeBy ?? '';
    const id = '11111111-1111-4111-8111-111111111111';
    const entry = {
      ...{ kind: 'renewal', id, startedAt: core.clock.now(), generateId: id, stage },
      accountId: core.index.accounts[0]?.id,
      ...which({ own, saved, other, generateId }),
    };
    await writeFile(
      join(core.folder, 'journal.json'),
      JSON.stringify({ version: 4, operations: [entry] }),
    );
    await start(core);
    await core.app.renewals.look();
    return { core, saved, other, own };
  }

  test('retires no token that the keychain does not call replaced', async () => {
    const { core, saved, own } = await edited('retiring', ({ own: newTokenId, saved: old }) => ({
      oldTokenId: old,
      newTokenId,
    }));
    expect([await isLive(core, saved), isStored(core, saved)]).toEqual([true, true]);
    expect([ownId(core), renewals(core)]).toEqual([own, []]);
  });

  test('makes nothing sign in that was not made for it', async () => {
    const { core, saved, own } = await edited('unused', ({ own: oldTokenId, saved: made }) => ({
      oldTokenId,
      newTokenId: made,
    }));
    expect([ownId(core), await isLive(core, own)]).toEqual([own, true]);
    expect(isStored(core, saved)).toBe(true);
  });

  test('retires no other token than the one that signs in', async () => {
    const { core, other, own } = await edited('unused', ({ other: old, saved, generateId }) => ({
      ...{ oldTokenId: old, newTokenId: saved, generateId },
    }));
    expect([await isLive(core, other), isStored(core, other)]).toEqual([true, true]);
    expect([ownId(core), renewals(core)]).toEqual([own, []]);
  });

  test('retires no token that a person pasted', async () => {
    const { core, own } = await edited(
      'unused',
      ({ own: oldTokenId, saved, generateId }) => ({ oldTokenId, newTokenId: saved, generateId }),
      pasted,
    );
    expect([ownId(core), await isLive(core, own), renewals(core)]).toEqual([own, true, []]);
  });
});
