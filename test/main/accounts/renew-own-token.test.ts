import { describe, expect, test } from 'vitest';
import { renewSteps, retireSteps, takeOverSteps } from '../../../main/accounts/renewal-steps.ts';
import { noteOf, withNote } from '../../../main/vault/index-file.ts';
import { pass } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { remember } from '../../support/core/kept.ts';
import type { Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import {
  isLive,
  isStored,
  liveIds,
  look,
  nearItsEnd,
  ownId,
  renewals,
  signsIn,
  startAgain,
} from './renewing.ts';

/** One live token signs in, by the index and the keychain; nothing is kept twice, open or lost. */
async function isWell(core: Core, gone: readonly string[]): Promise<void> {
  const id = ownId(core);
  expect(await liveIds(core)).toEqual([id]);
  expect(signsIn(core).id).toBe(id);
  expect(isStored(core, id)).toBe(false);
  for (const one of gone) expect(isStored(core, one)).toBe(false);
  expect(core.index.tokens).toEqual([]);
  // A deletion that failed is looked after at a start.
  const open = core.app.workspace.journal.content.operations.map(({ kind }) => kind);
  expect(open.filter((kind) => kind !== 'delete')).toEqual([]);
  expect(await lostTokens(core)).toEqual([]);
  expect(core.state.session.account).toMatchObject({ authorised: true, ownTokenId: id });
}

describe("a token of the app's own that ends soon", () => {
  test('is renewed by itself: the new one signs in, and the old one is gone', async () => {
    const { core, old } = await nearItsEnd();
    const intact = await remember(core);
    await look(core);
    const made = ownId(core);
    expect(made).not.toBe(old);
    await isWell(core, [old]);
    await intact();
    expect(signsIn(core)).toEqual({ id: made, minted: true, replaces: old });
    const [token] = await core.control.tokens('empty');
    expect((token?.expiresAt ?? 0) - (token?.createdAt ?? 0)).toBe(30 * 86_400);
    expect(await core.control.requests(operation.generate)).toHaveLength(1);
    expect(core.index.accounts[0]).toMatchObject({ signIn: 'minted', ownTokenId: made });
    // The next requests go by the new one, now and after a start.
    await core.app.lists.refreshAnew();
    expect(core.state.list.status).toBe('ready');
    await startAgain(core);
    await isWell(core, [old]);
    expect(ownId(core)).toBe(made);
  });

  test('gives its successor what was said of it', async () => {
    const { core, old } = await nearItsEnd();
    await core.app.workspace.index.change((index) => withNote(index, old, { note: 'mine' }));
    await look(core);
    expect(noteOf(core.index, ownId(core)).note).toBe('mine');
    expect(noteOf(core.index, old).note).toBe('');
  });

  test('is used no more once the new one was used: by the requests that are sent', async () => {
    const { core } = await nearItsEnd();
    await look(core);
    const sent = await core.control.requests(operation.delete);
    expect(sent.map(({ kid }) => kid)).toEqual([ownId(core)]);
  });
});

const steps = [
  ...renewSteps.map(({ name }) => ['renew', name] as const),
  ...takeOverSteps.map(({ name }) => ['take-over', name] as const),
  ...retireSteps.map(({ name }) => ['retire', name] as const),
];

describe('killed in the middle', () => {
  // Before the request nothing was made; the journal asks for what may have come of it.
  const without = ['write-renewal', 'probe-store', 'list-before', 'write-journal', 'request'];
  test.each(steps)('at %s/%s nothing is lost, and the next start ends it', async (name, step) => {
    const { core, old } = await nearItsEnd();
    const intact = await remember(core);
    const dead = core.dieAt(name, step);
    void look(core);
    await dead;
    expect(await lostTokens(core)).toEqual([]);
    await startAgain(core);
    await intact();
    const inDoubt = step === 'read-value' || (step === 'store-value' && name === 'renew');
    if (inDoubt) {
      // The value is lost with the process: the old one signs in, and the person is asked.
      expect([ownId(core), await isLive(core, old)]).toEqual([old, true]);
      expect(core.state.ghosts).toHaveLength(1);
      return;
    }
    // One try a day: what had not begun is not begun again.
    if (without.includes(step)) expect(ownId(core)).toBe(old);
    else await isWell(core, [old]);
  });
});

describe('a new value that the server does not take', () => {
  test.each([401, 403])(
    'with %i is revoked; the old one stays',
    { tags: 'long' },
    async (status) => {
      const { core, old } = await nearItsEnd();
      core.before('take-over', 'use-new', async () => {
        await core.control.fault({ ...operation.list, answer: { kind: 'status', status } });
      });
      await look(core);
      expect(ownId(core)).toBe(old);
      await isWell(core, []);
    },
  );

  test('and cannot be revoked is tried again with the next list', async () => {
    const { core, old } = await nearItsEnd();
    core.before('take-over', 'use-new', async () => {
      await core.control.fault({ ...operation.list, answer: { kind: 'status', status: 401 } });
      const never = { kind: 'reset', when: 'before' } as const;
      await core.control.fault({ ...operation.delete, times: 'always', answer: never });
    });
    await look(core);
    expect(ownId(core)).toBe(old);
    expect(renewals(core)).toMatchObject([{ stage: 'unused' }]);
    expect(await lostTokens(core)).toEqual([]);
    core.before('take-over', 'use-new', () => undefined);
    await core.control.clearFaults();
    await look(core);
    expect(ownId(core)).not.toBe(old);
    await isWell(core, [old]);
  });
});

describe('an old one that cannot be deleted', () => {
  test('is retired with the next list; meanwhile its value is kept', async () => {
    const { core, old } = await nearItsEnd();
    const never = { kind: 'reset', when: 'before' } as const;
    await core.control.fault({ ...operation.delete, times: 'always', answer: never });
    await look(core);
    expect(ownId(core)).not.toBe(old);
    expect([await isLive(core, old), isStored(core, old)]).toEqual([true, true]);
    expect(renewals(core)).toMatchObject([{ stage: 'retiring', oldTokenId: old }]);
    await core.control.clearFaults();
    await look(core);
    await isWell(core, [old]);
  });
});

describe('a keychain that cuts what signs in', () => {
  test('leaves a sign-in that is whole', async () => {
    const { core, old } = await nearItsEnd();
    core.before('take-over', 'store-sign-in', () => {
      core.keytar.cutAt = 100;
    });
    core.before('take-over', 'read-back-sign-in', () => {
      core.keytar.cutAt = Infinity;
    });
    await look(core);
    expect(signsIn(core).id).toBe(old);
    expect(renewals(core)).toHaveLength(1);
    core.before('take-over', 'store-sign-in', () => undefined);
    await startAgain(core);
    await isWell(core, [old]);
  });
});

test.each(['clear-journal', 'write-made'])(
  'a new token that is kept, where the journal cannot be written at %s, is found by what made it',
  async (step) => {
    const { core, old } = await nearItsEnd();
    core.before('renew', step, () => {
      core.files.failWrites = (path) => path.endsWith('journal.json');
    });
    await look(core);
    expect([ownId(core), await isLive(core, old)]).toEqual([old, true]);
    expect(await liveIds(core)).toHaveLength(2);
    expect(await lostTokens(core)).toEqual([]);
    core.files.failWrites = () => false;
    await look(core);
    expect(ownId(core)).not.toBe(old);
    // Its request is no question, either.
    await core.app.unlock();
    await pass(core, 0);
    expect([await core.journal(), core.state.ghosts]).toEqual([[], []]);
    await isWell(core, [old]);
    expect(await core.control.requests(operation.generate)).toHaveLength(1);
  },
);
