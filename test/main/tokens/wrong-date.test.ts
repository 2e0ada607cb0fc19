import { expect, test } from 'vitest';
import { deleteToken } from '../../../main/tokens/delete-token.ts';
import { tokenItem } from '../../../main/vault/secret-store.ts';
import { DatedTransport } from '../../support/core/dated-transport.ts';
import { pass, start } from '../../support/core/interrupted.ts';
import { remember } from '../../support/core/kept.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

// A list that lacks a young token proves nothing, and neither clock alone makes it old.

const late = { ...operation.generate, late: { seconds: 45 } } as const;

test.each([
  ['of ten minutes ahead', 600_000],
  ['that is missing', null],
])(
  'a list with a date %s is no proof against the token that signed in before',
  async (_, ahead) => {
    const transport = new DatedTransport();
    const core = await setupCore({ transport });
    await core.control.fault(late);
    await core.signIn('empty');
    const { value } = await core.control.consoleToken('empty');
    const check = await remember(core);
    // The clock here is on, too, where the server tells none.
    if (ahead === null) {
      core.clock.set(core.clock.now() + 600_000);
      await core.control.clock({ advanceSeconds: -600 });
    }
    transport.aheadMs = ahead;
    await core.signInWithToken(value);
    transport.aheadMs = 0;
    await pass(core, 120_000);
    await check();
  },
);

test('nor against one that is saved, and answered 404', async () => {
  const transport = new DatedTransport();
  const core = await setupCore({ transport });
  await core.signIn('empty');
  await core.control.fault(late);
  const { tokenId } = await core.generate();
  await core.app.generated.close();
  const check = await remember(core);
  transport.aheadMs = 600_000;
  const { workspace, accounts, lists } = core.app;
  await expect(deleteToken(workspace, accounts, lists, tokenId)).rejects.toMatchObject({
    code: 'TOKEN_NOT_FOUND',
  });
  transport.aheadMs = 0;
  await pass(core, 120_000);
  await check();
});

test('a deletion that is resumed under another keyring, its token listed late and the clock mended, keeps the row', async () => {
  const core = await setupCore();
  // The clock here is a day behind.
  await core.control.clock({ offsetSeconds: 86_400 });
  await core.signIn('empty');
  await core.control.fault({ ...operation.generate, late: { seconds: 100 } });
  const { tokenId } = await core.generate({ ttlSeconds: 864_000 });
  await core.app.generated.close();
  const answer = { kind: 'reset', when: 'before' } as const;
  await core.control.fault({ ...operation.delete, times: 3, answer });
  const { workspace, accounts, lists } = core.app;
  await expect(deleteToken(workspace, accounts, lists, tokenId)).rejects.toMatchObject({
    code: 'CONNECTION_LOST',
  });
  core.clock.set(core.clock.now() + 86_400_000);
  await core.control.clock({ offsetSeconds: 0 });
  core.keytar.take(tokenItem(tokenId));
  await start(core);
  expect(core.index.tokens.map(({ id }) => id)).toContain(tokenId);
});
