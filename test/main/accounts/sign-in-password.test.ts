import { describe, expect, test } from 'vitest';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { encodePart } from '../../support/core/token-values.ts';
import { operation } from '../../support/sandbox-control.ts';
import { plain, twoFactor, withPassword, minted, item, nobody } from './signing-in.ts';

describe('with e-mail and password', () => {
  test('the app mints a token of its own for 30 days and signs in with it', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    const [own = ''] = await minted(core, 'plain');
    expect(core.state.session).toMatchObject({
      status: 'signed-in',
      account: {
        origin: core.sandbox.origin,
        contractNumber: 31700001,
        userId: plain.userId,
        email: plain.email,
        role: 'owner',
        signIn: 'minted',
        ownTokenId: own,
        trial: false,
        canMint: 'unknown',
        authorised: true,
      },
    });
    const [token] = (await core.control.tokens('plain')).filter(({ kid }) => kid === own);
    expect((token?.expiresAt ?? 0) - (token?.createdAt ?? 0)).toBe(30 * 86_400);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: own, own: true, state: 'saved' }),
    );
    expect(await core.journal()).toEqual([]);
    expect(await core.control.requests(operation.generate)).toHaveLength(1);
  });

  test('the token goes into the keychain with the origin that it is for', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    expect(JSON.parse(item(core))).toEqual({
      version: 1,
      minted: true,
      origin: core.sandbox.origin,
      contractNumber: null,
      token: expect.stringMatching(/^eyJ/) as string,
    });
  });

  test('the password is forgotten: nowhere on disk, in the keychain, the log or memory', async () => {
    const core = await setupCore();
    await core.signIn('plain');
    expect(core.app.accounts.connection().credential.kind).toBe('token');
    const basic = encodePart(`${plain.email}:${plain.password}`);
    const texts = [
      await core.disk(),
      JSON.stringify([...core.keytar.items()]),
      JSON.stringify(core.log.entries),
      JSON.stringify(core.state),
      JSON.stringify(core.app.accounts.connection()),
    ].join('\n');
    expect(texts).not.toContain(plain.password);
    expect(texts).not.toContain(basic.slice(0, 20));
    await core.control.clearLog();
    await core.app.lists.refresh();
    expect((await core.control.log()).map(({ authorization }) => authorization)).toEqual([
      'Bearer',
    ]);
  });

  test('a colon and letters of other alphabets in the password arrive', async () => {
    const core = await setupCore();
    await core.control.changeAccount('plain', { password: 'a:b€ü漢' });
    await withPassword(core, { password: 'a:b€ü漢' });
    expect(core.state.session.status).toBe('signed-in');
  });

  test.each([
    ['no address', { email: 'paula' }, 'EMAIL_INVALID'],
    ['an address with a colon', { email: 'pau:la@example.com' }, 'EMAIL_INVALID'],
    ['an empty address', { email: ' ' }, 'EMAIL_INVALID'],
    ['an endless address', { email: `${'a'.repeat(320)}@example.com` }, 'EMAIL_INVALID'],
    ['no password', { password: '' }, 'PASSWORD_EMPTY'],
    ['a file as password', { password: 'a'.repeat(1_001) }, 'PASSWORD_TOO_LONG'],
    ['an endless endpoint', { endpoint: `https://${'a'.repeat(300)}.com` }, 'ENDPOINT_INVALID'],
    ['contract 0', { contractNumber: 0 }, 'CONTRACT_INVALID'],
    ['half a contract', { contractNumber: 1.5 }, 'CONTRACT_INVALID'],
    ['a contract beyond 32 bits', { contractNumber: 2 ** 31 }, 'CONTRACT_INVALID'],
    ['a page as endpoint', { endpoint: 'https://dcd.ionos.com/latest/' }, 'ENDPOINT_PATH'],
    ['an endpoint in the open', { endpoint: 'http://api.ionos.com' }, 'ENDPOINT_INSECURE'],
  ])('%s is refused before anything is asked', async (_, facts, code) => {
    const core = await setupCore();
    await expect(withPassword(core, facts)).rejects.toMatchObject({ code });
    expect(await core.control.log()).toEqual([]);
    nobody(core);
  });

  test('the fallback runtime goes to this computer only', async () => {
    const core = await setupCore({ loopbackOnly: true });
    await expect(withPassword(core, { endpoint: '' })).rejects.toMatchObject({
      code: 'ENDPOINT_ON_FALLBACK',
    });
    await core.signIn('plain');
    expect(core.state.session.status).toBe('signed-in');
  });

  test.each([
    ['a wrong password', { password: 'wrong' }, 'BAD_CREDENTIALS'],
    ['an unknown address', { email: 'nobody@example.com' }, 'BAD_CREDENTIALS'],
    [
      'two-factor login',
      { email: twoFactor.email, password: twoFactor.password },
      'TWO_FACTOR_OR_REFUSED',
    ],
  ])('%s signs nobody in and mints nothing', async (_, facts, code) => {
    const core = await setupCore();
    await expect(withPassword(core, facts)).rejects.toMatchObject({ code });
    expect(await core.control.requests(operation.generate)).toEqual([]);
    expect(core.keytar.items()).toEqual(new Map());
    nobody(core);
  });

  test('white space around the address is no matter', async () => {
    const core = await setupCore();
    await withPassword(core, { email: `  ${plain.email}\n` });
    expect(core.state.session.account?.email).toBe(plain.email);
  });

  test('a server that is none signs nobody in', async () => {
    const core = await setupCore();
    await core.control.fault({ times: 'always', answer: { kind: 'html' } });
    await expect(withPassword(core)).rejects.toMatchObject({ code: 'NOT_THE_API' });
    nobody(core);
  });

  test('a redirect is refused, and the credentials go nowhere else', async () => {
    const core = await setupCore();
    const other = await setupCore();
    const location = `${other.sandbox.origin}/auth/v1/tokens`;
    await core.control.fault({ times: 'always', answer: { kind: 'redirect', location } });
    await expect(withPassword(core)).rejects.toMatchObject({ code: 'REDIRECTED' });
    expect(await other.control.log()).toEqual([]);
    nobody(core);
  });
});

test('a second click while a sign-in is under way signs in, and mints, no second time', async () => {
  const core = await setupCore();
  const { email, password } = accounts.empty;
  const input = { endpoint: core.sandbox.origin, email, password, contractNumber: null };
  const both = await Promise.allSettled([
    core.app.signInWithPassword(input),
    core.app.signInWithPassword(input),
  ]);
  expect(both).toMatchObject([
    { status: 'fulfilled' },
    { status: 'rejected', reason: { code: 'BUSY' } },
  ]);
  expect(await core.control.requests(operation.generate)).toHaveLength(1);
});
