import { describe, expect, test } from 'vitest';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

describe('where no token of its own can be minted safely', () => {
  const cut = (core: Core): void => {
    core.keytar.cutAt = 300;
  };
  const lock = (core: Core): void => {
    core.keytar.mode = 'locked';
  };

  test.each([
    ['is cut by the keyring', cut],
    ['is refused by the keyring', lock],
  ])('a token that %s is revoked at once', async (_, fail) => {
    const core = await setupCore();
    core.before('sign-in', 'store-value', () => {
      fail(core);
    });
    await core.signIn('plain');
    const [made] = (await core.control.tokens('plain')).filter(({ origin }) => origin === 'api');
    expect(made?.live).toBe(false);
    expect(core.state.notices).toMatchObject([{ code: 'OWN_TOKEN_NOT_MINTED' }]);
    expect(core.state.session.account?.signIn).toBe('password');
    expect(await core.journal()).toEqual([]);
    expect(core.state.ghosts).toEqual([]);
  });

  test('a cut token does not stand in the way of the next sign-in', async () => {
    const core = await setupCore();
    core.before('sign-in', 'store-value', () => {
      cut(core);
    });
    await core.signIn('plain');
    core.keytar.cutAt = Infinity;
    core.before('sign-in', 'store-value', () => undefined);
    await core.signIn('plain');
    expect(core.state.session.account?.signIn).toBe('minted');
  });

  test('a token that can be neither stored nor revoked is named', async () => {
    const core = await setupCore();
    await core.control.fault({
      ...operation.delete,
      times: 'always',
      answer: { kind: 'status', status: 503 },
    });
    core.before('sign-in', 'store-value', () => {
      lock(core);
    });
    await core.signIn('plain');
    core.clock.advance(0);
    await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(await lostTokens(core)).toEqual([]);
  });
});
