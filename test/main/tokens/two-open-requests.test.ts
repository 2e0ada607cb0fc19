import { expect, test } from 'vitest';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

const quiet = (core: Core) =>
  core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));

// Found by killing the app: the value that the second had stored closed the first.
test('a value that one request stored does not settle another that is open', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
  await expect(core.generate({ label: 'first' })).rejects.toMatchObject({
    code: 'OUTCOME_UNKNOWN',
  });
  const dead = core.dieAt('generate', 'write-index');
  void core.generate({ label: 'second' });
  await dead;
  await core.restart();
  await core.app.start();
  core.clock.advance(0);
  await quiet(core);

  const [saved] = core.index.tokens;
  expect(core.index.tokens).toHaveLength(1);
  expect(core.state.list.tokens.find(({ id }) => id === saved?.id)?.label).toBe('second');
  expect(core.state.ghosts).toMatchObject([{ label: 'first', status: 'found' }]);
  expect(core.state.ghosts[0]?.candidates.map(({ tokenId }) => tokenId)).not.toContain(saved?.id);
  expect(await lostTokens(core)).toEqual([]);
});

test('which token a request made is on disk before its value is stored', async () => {
  const core = await setupCore();
  await core.signIn('empty');
  let known: (string | null)[] = [];
  core.before('generate', 'store-value', async () => {
    known = (await core.journal()).map(({ tokenId }) => tokenId);
  });
  const { tokenId } = await core.generate();
  expect(known).toEqual([tokenId]);
});
