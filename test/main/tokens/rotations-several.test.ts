import { expect, test } from 'vitest';
import { setup } from '../../support/core/rotating.ts';
import { operation } from '../../support/sandbox-control.ts';

test(
  'several are rotated one after the other; what fails for one alone stops no other',
  { tags: 'long' },
  async () => {
    const { core, old } = await setup();
    const { kid } = await core.control.consoleToken('empty');
    await core.app.lists.refreshAnew();
    const own = core.app.accounts.current?.ownTokenId ?? '';
    expect(await core.app.rotations.begin([old, own, kid], null)).toMatchObject([
      { tokenId: old, stage: 'open' },
      { tokenId: own, stage: null, error: { code: 'VALUE_SIGNS_IN' } },
      { tokenId: kid, stage: 'open' },
    ]);
    expect(core.state.rotations).toHaveLength(2);
  },
);

test('what would fail for all stops them', { tags: 'long' }, async () => {
  const { core, old } = await setup();
  const { kid } = await core.control.consoleToken('empty');
  await core.app.lists.refreshAnew();
  await core.control.fault({ ...operation.generate, answer: { kind: 'status', status: 403 } });
  expect(await core.app.rotations.begin([old, kid], null)).toEqual([
    { tokenId: old, stage: null, error: { code: 'TWO_FACTOR_OR_REFUSED' } },
    { tokenId: kid, stage: null, error: null },
  ]);
  expect(core.state.session.account?.canMint).toBe('no');
});

test('a Stop ends all that are still to be begun', { tags: 'long' }, async () => {
  const { core, old } = await setup();
  const { kid } = await core.control.consoleToken('empty');
  await core.app.lists.refreshAnew();
  await core.control.clearLog();
  const held = await core.control.fault({ ...operation.generate, hold: 'after' });
  const rotating = core.app.rotations.begin([old, kid], null);
  await core.control.waitForLog((log) => log.some(({ path }) => path.includes('/generate')));
  core.app.workspace.patience.cancel();
  await core.control.release(held);
  expect((await rotating)[1]).toEqual({ tokenId: kid, stage: null, error: null });
  expect(await core.control.requests(operation.generate)).toHaveLength(1);
});

test('at the limit the others of that account are not tried', async () => {
  const { core, old } = await setup();
  const { kid } = await core.control.consoleToken('empty');
  await core.control.seed({ account: 'empty', count: 97 });
  await core.app.lists.refreshAnew();
  await core.control.clearLog();
  expect(await core.app.rotations.begin([old, kid], null)).toEqual([
    { tokenId: old, stage: null, error: { code: 'LIMIT_REACHED' } },
    { tokenId: kid, stage: null, error: null },
  ]);
  expect(await core.control.requests(operation.generate)).toEqual([]);
});
