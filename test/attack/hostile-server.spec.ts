import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { accounts } from '../../main/sandbox/accounts.ts';
import type { FaultAnswer } from '../../main/sandbox/fault.ts';
import { root } from '../../scripts/root.ts';
import { handOf } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { operation } from '../support/sandbox-control.ts';
import { unsaid } from '../support/unsaid.ts';

// A server that the person trusted turns hostile: whatever it answers, the app stays, says what is
// wrong in its own words, runs nothing of it, and what is kept stays.

/** Another host, which must never hear of a credential. */
async function startListener() {
  const heard: IncomingHttpHeaders[] = [];
  const server = createServer(({ headers }, response) => {
    heard.push(headers);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"tokens":[]}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    heard,
    // Another origin, though the same computer.
    origin: `http://localhost:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const answers: readonly (readonly [string, FaultAnswer])[] = [
  ['a body of 64 MB', { kind: 'gigantic', bytes: 64 * 1024 * 1024 }],
  ['JSON of 100,000 levels', { kind: 'deep-json', depth: 100_000 }],
  ['other types', { kind: 'wrong-types' }],
  ['bytes that are not UTF-8', { kind: 'invalid-utf8' }],
  ['markup and control characters in every text', { kind: 'hostile-text' }],
  ['a page', { kind: 'html', status: 200 }],
  ['half of JSON', { kind: 'wrong-json' }],
  [
    'keys of prototypes',
    {
      kind: 'custom',
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"__proto__":{"tokens":[]},"constructor":{"prototype":{"admin":true}},"tokens":[{"__proto__":{"id":"x"}}]}',
    },
  ],
];

test('no answer of a hostile server runs, stops the app or loses what is kept', async ({
  open,
  sandbox,
  desktop,
}) => {
  test.slow();
  const journey = await open();
  await journey.manager.enter(sandbox.origin, accounts.plain);
  const { tokenId, value } = await keepToken(journey, 'kept');
  const { page, manager } = journey;
  const vault = handOf(page);
  const title = await page.title();
  const listener = await startListener();
  const redirect = {
    kind: 'redirect',
    status: 307,
    location: `${listener.origin}/auth/v1/tokens`,
  } as const;

  for (const [what, answer] of [...answers, ['another host', redirect] as const]) {
    await test.step(`the list is ${what}`, async () => {
      await sandbox.control.fault({ ...operation.list, times: 'always', answer });
      await vault.tokens.refresh();
      await sandbox.control.clearFaults();
      const state = await vault.app.state();
      expect(state.ok).toBe(true);
      if (state.ok && state.value.list.error !== null)
        expect(state.value.list.error.code).toMatch(/^(NOT_THE_API|ANSWER_TOO_LARGE|REDIRECTED)$/);
      // The last good list stays, and nothing in it was made up.
      await expect(manager.row(tokenId)).toBeVisible();
      expect(await page.title()).toBe(title);
    });
    // "success": true is what the API's own word is, markup or not.
    if (answer.kind === 'hostile-text') continue;
    await test.step(`a token is deleted, and the answer is ${what}`, async () => {
      await sandbox.control.fault({
        ...operation.delete,
        times: 'always',
        carryOut: false,
        answer,
      });
      const deleted = await vault.tokens.delete({ tokenId });
      await sandbox.control.clearFaults();
      expect(deleted.ok).toBe(false);
      expect(await desktop.keyring.lookup('Token Vault', `token:${tokenId}`)).toBe(value);
    });
  }
  await test.step('a value has a payload of a million characters', async () => {
    const minted = await sandbox.control.requests(operation.generate);
    await sandbox.control.fault({ ...operation.generate, answer: { kind: 'huge-token' } });
    const made = await vault.tokens.generate({ ttlSeconds: 3600, ...unsaid, keep: true });
    expect(made).toMatchObject({ ok: false, error: { code: 'OUTCOME_UNKNOWN' } });
    expect(await sandbox.control.requests(operation.generate)).toHaveLength(minted.length + 1);
  });
  expect(listener.heard).toEqual([]);
  listener.close();
  await vault.tokens.refresh();
  await expect(manager.row(tokenId)).toContainText('Saved and live');
  expect(await page.evaluate('Object.keys(Object.prototype).length')).toBe(0);
  expect(journey.output()).not.toMatch(/^\s+at /m);
});

test(
  'a certificate that nobody trusts is final: nothing is sent, and nothing can be waved through',
  { tag: '@long' },
  async ({ open, desktop }) => {
    const pem = await readFile(join(root, 'test/fixtures/self-signed.pem'));
    const heard: unknown[] = [];
    const server = createSecureServer({ key: pem, cert: pem }, ({ headers }, response) => {
      heard.push(headers);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"tokens":[]}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    // Chromium would write the keys of its connections there.
    const keys = join(desktop.home, 'tls-keys.log');
    const { page, manager } = await open({ env: { SSLKEYLOGFILE: keys } });
    await manager.signIn(
      `https://127.0.0.1:${port}`,
      accounts.plain.email,
      accounts.plain.password,
    );
    await expect(
      page.getByRole('alert').filter({ hasText: 'certificate is not trusted' }),
    ).toBeVisible();
    await expect(page.getByRole('button', { name: /trust|anyway|proceed/i })).toHaveCount(0);
    expect(heard).toEqual([]);
    expect(existsSync(keys)).toBe(false);
    server.close();
  },
);
