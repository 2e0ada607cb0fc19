import { describe, expect, test } from 'vitest';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { plain, empty, twoContracts, withPassword, nobody } from './signing-in.ts';

describe('with several contracts', () => {
  const facts = { email: twoContracts.email, password: twoContracts.password };

  test('the contract has to be chosen, from those that there are', async () => {
    const core = await setupCore();
    await expect(withPassword(core, facts)).rejects.toMatchObject({
      code: 'CONTRACT_REQUIRED',
      facts: { contracts: twoContracts.contracts },
    });
    nobody(core);
  });

  test('without their numbers it has to be typed', async () => {
    const core = await setupCore();
    await core.control.fault({
      method: 'GET',
      path: '/cloudapi/v6/contracts',
      times: 'always',
      answer: { kind: 'status', status: 403 },
    });
    await expect(withPassword(core, facts)).rejects.toMatchObject({
      code: 'CONTRACT_REQUIRED',
      facts: { contracts: [] },
    });
  });

  test("another's contract has to be chosen again", async () => {
    const core = await setupCore();
    const other = { ...facts, contractNumber: 31700001 };
    await expect(withPassword(core, other)).rejects.toMatchObject({
      code: 'CONTRACT_UNKNOWN',
      facts: { contracts: twoContracts.contracts },
    });
  });

  test('the chosen one is named in every request', async () => {
    const core = await setupCore();
    const [, second] = twoContracts.contracts;
    await core.signIn('twoContracts', second);
    await core.generate();
    const numbers = (await core.control.log()).map(({ headers }) => headers['x-contract-number']);
    expect(new Set(numbers)).toEqual(new Set([String(second)]));
    expect(core.state.session.account?.contractNumber).toBe(second);
  });

  test('each is an account of its own', async () => {
    const core = await setupCore();
    const [first, second] = twoContracts.contracts;
    await core.signIn('twoContracts', first);
    await core.signIn('twoContracts', second);
    expect(core.index.accounts.map(({ contractNumber }) => contractNumber)).toEqual([
      first,
      second,
    ]);
    expect(new Set(core.index.accounts.map(({ id }) => id)).size).toBe(2);
  });
});

describe('where no token of its own can be minted safely', () => {
  test.each([
    ['plain', plain, 'owner'],
    // Whoever does not own the contract has a role that nothing tells.
    ['empty', empty, null],
  ] as const)(
    'the contract of %s is asked for, which no claims tell',
    async (name, account, role) => {
      const core = await setupCore({ keyring: 'locked' });
      await core.signIn(name);
      expect(core.state.session.account).toMatchObject({
        signIn: 'password',
        contractNumber: account.contracts[0],
        role,
      });
    },
  );

  test.each([
    ['is refused', { kind: 'status', status: 403 }],
    ['is a page', { kind: 'html', status: 404 }],
    ['is lost', { kind: 'reset', when: 'before' }],
  ] as const)(
    'a question for the contract that %s does not stop the sign-in',
    async (_, answer) => {
      const core = await setupCore({ keyring: 'locked' });
      const path = '/cloudapi/v6/contracts';
      await core.control.fault({ method: 'GET', path, times: 'always', answer });
      await core.signIn('plain');
      expect(core.state.session.account).toMatchObject({
        signIn: 'password',
        contractNumber: null,
        role: null,
      });
      expect(core.state.list.status).toBe('ready');
    },
  );

  test('of several contracts one is chosen first, even where the list needs none', async () => {
    const core = await setupCore({ keyring: 'locked' });
    const { email, password, contracts } = twoContracts;
    const answer = {
      kind: 'custom',
      headers: { 'content-type': 'application/json' },
      body: '{"tokens":[]}',
    } as const;
    await core.control.fault({ ...operation.list, answer });
    await expect(withPassword(core, { email, password })).rejects.toMatchObject({
      code: 'CONTRACT_REQUIRED',
      facts: { contracts },
    });
    expect(core.state.notices).toEqual([]);
    nobody(core);
    await core.signIn('twoContracts', contracts[1]);
    expect(core.state.session.account).toMatchObject({
      contractNumber: contracts[1],
      role: 'owner',
    });
  });
});
