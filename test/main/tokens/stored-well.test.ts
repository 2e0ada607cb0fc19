import { expect, test } from 'vitest';
import { start } from '../../support/core/interrupted.ts';
import { remember } from '../../support/core/kept.ts';
import { setupCore } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { unsaid } from '../../support/unsaid.ts';

// What is stored well is not written over: the store may cut what it takes now.

async function saved() {
  const core = await setupCore();
  await core.signIn('empty');
  const { value } = await core.generate();
  await core.app.generated.close();
  return { core, value, check: await remember(core) };
}

test('by an import of the same value', async () => {
  const { core, value, check } = await saved();
  core.app.imports.read(value);
  core.before('import', 'store-value', () => {
    core.keytar.cutAt = 100;
  });
  await core.app.imports.keep(unsaid);
  core.keytar.cutAt = Infinity;
  await check();
  await start(core);
  await check();
});

test('by one that is killed before it is read back', async () => {
  const { core, value, check } = await saved();
  core.app.imports.read(value);
  core.before('import', 'store-value', () => {
    core.keytar.cutAt = 100;
  });
  const dead = core.dieAt('import', 'read-back');
  void core.app.imports.keep(unsaid);
  await dead;
  core.keytar.cutAt = Infinity;
  await start(core);
  await check();
});

test.each(['store-value', 'store-sign-in'])(
  'by a sign-in with the token that signs in already: %s',
  async (step) => {
    const { core, value } = await saved();
    await core.signInWithToken(value);
    const check = await remember(core);
    core.before('token-sign-in', step, () => {
      core.keytar.cutAt = 100;
    });
    await core.signInWithToken(value);
    core.keytar.cutAt = Infinity;
    await check();
    await start(core);
    expect(core.state.session.account?.authorised).toBe(true);
  },
);

test('by a sign-in with a token of the same id that reads otherwise', async () => {
  const { core, value, check } = await saved();
  const headers = { 'content-type': 'application/json' };
  const accepted = { kind: 'custom', headers, body: '{"tokens":[]}' } as const;
  await core.control.fault({ ...operation.list, times: 'always', answer: accepted });
  const other = `${value.slice(0, -4)}AAAA`;
  await expect(core.signInWithToken(other)).rejects.toMatchObject({ code: 'VALUE_DIFFERS' });
  await core.control.clearFaults();
  await check();
});
