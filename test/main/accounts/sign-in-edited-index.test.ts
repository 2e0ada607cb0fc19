import { describe, expect, test } from 'vitest';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { minted } from './signing-in.ts';

describe('whoever edits the index gains nothing', () => {
  test('requests go to the origin that stands beside the token, and nowhere else', async () => {
    const core = await setupCore();
    const other = await setupCore();
    await core.signIn('plain');
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: index.accounts.map((account) => ({ ...account, origin: other.sandbox.origin })),
    }));
    await core.restart();
    await core.control.clearLog();
    await core.app.start();
    expect(await other.control.log()).toEqual([]);
    expect(await core.control.requests(operation.list)).toHaveLength(1);
    expect(core.state.session.account?.origin).toBe(core.sandbox.origin);
  });

  test('an item under the name of another account signs in to its own origin', async () => {
    const core = await setupCore();
    const other = await setupCore();
    await core.signIn('plain');
    const [own = ''] = await minted(core, 'plain');
    await core.app.workspace.index.change((index) => ({
      ...index,
      accounts: index.accounts.map((account) => ({
        ...account,
        origin: other.sandbox.origin,
        email: 'someone@example.com',
      })),
    }));
    await core.restart();
    await core.app.start();
    await core.app.lists.refresh();
    const arrived = await other.control.log();
    expect(arrived).toEqual([]);
    const used = (await core.control.log()).map(({ kid }) => kid);
    expect(used.at(-1)).toBe(own);
  });
});
