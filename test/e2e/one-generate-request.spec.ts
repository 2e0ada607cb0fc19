import { accounts } from '../../main/sandbox/accounts.ts';
import { handOf } from '../support/bridge.ts';
import { expect, test } from '../support/journey.ts';
import { keepToken } from '../support/keep-token.ts';
import { operation, resetAfter } from '../support/sandbox-control.ts';
import { unsaid } from '../support/unsaid.ts';

// Chromium sends a GET again when a connection that it used before is reset: for generate that
// would be a second token that nobody ever sees (docs/decisions/one-generate-request.md).
const lost = [
  ['reset after it was carried out', { kind: 'reset', when: 'after' }],
  ['closed before it was carried out', { kind: 'close', when: 'before' }],
  ['answered by half a body', { kind: 'half-body' }],
  ['answered by a redirect', { kind: 'redirect', location: '/auth/v1/tokens/generate' }],
  ['answered by 503', { kind: 'status', status: 503, retryAfter: 0 }],
] as const;

test('one request reaches the server for each generate, whatever becomes of its answer', async ({
  open,
  sandbox,
}) => {
  const journey = await open();
  await journey.manager.enter(sandbox.origin, accounts.empty);
  const vault = handOf(journey.page);
  for (const [what, answer] of lost)
    await test.step(what, async () => {
      // Connections of the list and of an earlier generate are warm.
      await keepToken(journey, `before it is ${what}`);
      await vault.tokens.refresh();
      await sandbox.control.clearLog();
      await sandbox.control.fault({ ...operation.generate, answer });
      expect(
        await vault.tokens.generate({ ttlSeconds: 3600, ...unsaid, keep: true }),
      ).toMatchObject({
        error: { code: 'OUTCOME_UNKNOWN' },
      });
      expect(await sandbox.control.requests(operation.generate)).toHaveLength(1);
    });
});

test(
  'what came of an unknown outcome is found, offered with its doubt, and revoked',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page, manager } = await open();
    await manager.enter(sandbox.origin, accounts.empty);
    await sandbox.control.fault({ ...operation.generate, ...resetAfter });
    await manager.generate({ ttl: '1 Hour' });
    const ghost = page.getByText(/A token made at .* may come from this interrupted request/);
    await expect(ghost).toBeVisible();
    await expect(ghost).toContainText('If another program made a token then, it is theirs');
    const minted = (await sandbox.control.tokens('empty')).find(
      (t) => t.expiresAt - t.createdAt === 3600,
    );
    await page.getByRole('button', { name: /^Revoke token/ }).click();
    await expect(ghost).toBeHidden();
    const after = (await sandbox.control.tokens('empty')).find(({ kid }) => kid === minted?.kid);
    expect(after?.live).toBe(false);
  },
);
