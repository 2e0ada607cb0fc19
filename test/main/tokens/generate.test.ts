import { describe, expect, test } from 'vitest';
import { generateSteps } from '../../../main/tokens/generate.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { accounts } from '../../../main/sandbox/accounts.ts';
import { lostTokens, storedIds } from '../../support/core/invariant.ts';
import { setupCore, type Core, type CoreOptions } from '../../support/core/setup-core.ts';
import { knownId } from '../../support/known-id.ts';
import { operation } from '../../support/sandbox-control.ts';

const stepNames = generateSteps.map(({ name }) => name);

/** Signed in, with a token of the app's own. */
async function setup(options: CoreOptions = {}) {
  const core = await setupCore(options);
  await core.signIn('empty');
  core.steps.length = 0;
  await core.control.clearLog();
  return core;
}

/** The ids that Generate made on the server. */
async function minted(core: Core): Promise<string[]> {
  const tokens = await core.control.tokens('empty');
  const own = core.app.accounts.current?.ownTokenId;
  return tokens.filter(({ origin, kid }) => origin === 'api' && kid !== own).map(({ kid }) => kid);
}

const sent = async (core: Core): Promise<number> =>
  (await core.control.requests(operation.generate)).length;

const full = (name: string) => (path: string) => path.endsWith(name);

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

/** What fails, and where. Before the request: nothing was minted, and the error says what failed. */
const beforeTheRequest: readonly (readonly [string, string, string, (core: Core) => unknown])[] = [
  [
    'the keyring is locked',
    'probe-store',
    'STORE_LOCKED',
    (core) => {
      core.keytar.mode = 'locked';
    },
  ],
  [
    'the keyring gives back something else',
    'probe-store',
    'STORE_MISMATCH',
    (core) => {
      core.keytar.misread = (value) => value.toUpperCase();
    },
  ],
  [
    'the server is busy',
    'list-before',
    'SERVER_ERROR',
    (core) =>
      core.control.fault({
        ...operation.list,
        times: 'always',
        answer: { kind: 'status', status: 503 },
      }),
  ],
  [
    'the sign-in has ended',
    'list-before',
    'SIGN_IN_ENDED',
    (core) => core.control.deleteToken(core.app.accounts.current?.ownTokenId ?? ''),
  ],
  [
    'the disk is full',
    'write-journal',
    'FILE_NOT_WRITTEN',
    (core) => {
      core.files.failWrites = full('journal.json');
    },
  ],
];

test.each(beforeTheRequest)(
  'where %s, %s fails and nothing is asked for',
  async (_, step, code, fail) => {
    const core = await setup();
    await fail(core);
    await expect(core.generate()).rejects.toMatchObject({ code });
    expect(core.steps.at(-1)).toBe(`generate/${step}`);
    expect(await sent(core)).toBe(0);
    expect(await core.journal()).toEqual([]);
    expect(core.state.generated).toBeNull();
    expect(core.state.ghosts).toEqual([]);
    expect(core.app.generation.running).toBe(false);
  },
);

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

/** Where the process dies, before the step; then what there is after the next start. */
const deaths = {
  'probe-store': 'nothing',
  'list-before': 'nothing',
  'write-journal': 'nothing',
  request: 'an open question',
  'read-value': 'a ghost',
  'store-value': 'a ghost',
  'read-back': 'a saved token',
  'write-index': 'a saved token',
  'clear-journal': 'a saved token',
  done: 'a saved token',
} as const;

test('deaths are listed for every step there is', () => {
  expect(Object.keys(deaths)).toEqual([...stepNames, 'done']);
});

test.each(Object.entries(deaths))('killed before %s: %s', async (step, left) => {
  const core = await setup();
  const dead = core.dieAt('generate', step);
  void core.generate();
  await dead;
  await core.restart();
  await core.app.start();
  core.clock.advance(0);
  await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));

  const ids = await minted(core);
  const { ghosts } = core.state;
  const candidates = ghosts.map((ghost) => ghost.candidates.map(({ tokenId }) => tokenId));
  expect({
    minted: ids.length,
    candidates,
    saved: core.index.tokens.map(({ id }) => id),
    open: (await core.journal()).length,
  }).toEqual(
    {
      nothing: { minted: 0, candidates: [], saved: [], open: 0 },
      'an open question': { minted: 0, candidates: [[]], saved: [], open: 1 },
      'a ghost': { minted: 1, candidates: [ids], saved: [], open: 1 },
      'a saved token': { minted: 1, candidates: [], saved: ids, open: 0 },
    }[left],
  );
  expect(await lostTokens(core)).toEqual([]);
});

describe('a value that is not to be kept', () => {
  test('is stored nowhere, and its journal stays open until its window closes', async () => {
    const core = await setup();
    const { tokenId } = await core.generate({ keep: false });
    expect(core.state.generated).toMatchObject({ kept: 'no', storeError: null });
    expect((await storedIds(core)).has(tokenId)).toBe(false);
    expect(core.index.tokens).toEqual([]);
    expect(await core.journal()).toMatchObject([{ tokenId }]);
    await core.app.generated.close();
    expect(await core.journal()).toEqual([]);
    expect(core.state.generated).toBeNull();
  });

  test('needs no keychain', async () => {
    const core = await setup();
    core.keytar.mode = 'locked';
    const before = core.keytar.calls.length;
    await core.generate({ keep: false });
    expect(core.keytar.calls).toHaveLength(before);
  });

  test('is named at the next start after a crash', async () => {
    const core = await setup();
    const { tokenId } = await core.generate({ keep: false });
    await core.restart();
    await core.app.start();
    core.clock.advance(0);
    const { ghosts } = await core.until((state) => state.ghosts[0]?.status === 'found');
    expect(ghosts).toMatchObject([{ candidates: [{ tokenId, sure: true }] }]);
  });

  test('is no ghost while its window is open', async () => {
    const core = await setup();
    await core.generate({ keep: false });
    await core.app.unlock();
    expect(core.state.ghosts).toEqual([]);
  });
});

describe('a keyring that does not answer', () => {
  test('is said to be waited for, and in the end nothing is asked for', async () => {
    const core = await setup();
    core.keytar.mode = 'silent';
    const failed = expect(core.generate()).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await core.keytar.prompted();
    core.clock.advance(1_000);
    await core.until(({ store }) => store.state === 'waiting');
    core.clock.advance(90_000);
    await failed;
    expect(await sent(core)).toBe(0);
    core.keytar.answer('unlocked');
    await core.until(({ store }) => store.state === 'ready');
    await core.generate();
    expect(core.state.generated?.kept).toBe('keychain');
  });

  test('when the value is to be stored leaves it on screen, to be kept once it does', async () => {
    const core = await setup();
    core.before('generate', 'store-value', () => {
      core.keytar.mode = 'silent';
    });
    const generated = core.app.generation.generate({
      ttlSeconds: 60,
      label: '',
      note: '',
      usedIn: '',
      color: 'none',
      keep: true,
    });
    await core.keytar.prompted();
    core.clock.advance(90_000);
    const made = await generated;
    expect(core.state.generated).toMatchObject({
      kept: 'no',
      storeError: { code: 'STORE_WAITING' },
    });
    expect(core.app.workspace.stores.keychain.stuck).toBe(true);
    core.keytar.answer('unlocked');
    await core.until(({ store }) => store.state === 'ready');
    await core.app.generated.keep(true);
    expect(core.keytar.items().get(tokenItem(knownId(made)))).toBe(made.value);
    expect(await core.journal()).toEqual([]);
  });
});

describe('without a keychain', () => {
  test('a value is kept in memory and leaves no trace on disk', async () => {
    const core = await setup({ keyring: 'no-service' });
    const { tokenId, value } = await core.generate();
    expect(core.state.generated).toMatchObject({ kept: 'session' });
    expect(await core.app.workspace.stores.get(tokenItem(tokenId))).toBe(value);
    expect(core.state.list.tokens).toContainEqual(
      expect.objectContaining({ id: tokenId, state: 'saved' }),
    );
    expect(core.index.tokens).toEqual([]);
    expect(core.app.atRisk).toEqual({
      unsafe: [],
      running: [],
      session: [tokenItem(tokenId)],
    });
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
