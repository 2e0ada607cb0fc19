import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JournalContent } from '../../../main/vault/journal.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';
import { unsaid } from '../../support/unsaid.ts';

const quiet = (core: Core) =>
  core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));

/** One request whose answer was lost, and one that was killed when its value was stored. */
async function twoOpen(): Promise<Core> {
  const core = await setupCore();
  await core.signIn('empty');
  await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
  await expect(core.generate({ label: 'first' })).rejects.toMatchObject({
    code: 'OUTCOME_UNKNOWN',
  });
  const dead = core.dieAt('generate', 'write-index');
  void core.generate({ label: 'second' });
  await dead;
  return core;
}

// Found by killing the app: the value that the second had stored closed the first.
test('a value that one request stored does not settle another that is open', async () => {
  const core = await twoOpen();
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

test('a value that is stored, and of which no request is known, does not settle one that is open', async () => {
  const core = await twoOpen();
  const path = join(core.folder, 'journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8')) as JournalContent;
  const operations = journal.operations.filter((open) => !('tokenId' in open && open.tokenId));
  expect(operations).toHaveLength(1);
  await writeFile(path, JSON.stringify({ ...journal, operations }));
  await core.restart();
  await core.app.start();
  core.clock.advance(0);
  await quiet(core);
  expect(core.index.tokens).toHaveLength(1);
  expect(core.state.ghosts).toMatchObject([{ label: 'first', status: 'found' }]);
  expect(await lostTokens(core)).toEqual([]);
});

test('what is in memory, from elsewhere, is nothing that an open request made', async () => {
  const core = await setupCore({ keyring: 'no-service' });
  await core.signIn('empty');
  await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
  await expect(core.generate()).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
  const { value, kid } = await core.control.consoleToken('empty', { ttl: 3600 });
  core.app.imports.read(value);
  await core.app.imports.keep(unsaid);
  core.clock.advance(0);
  await quiet(core);
  const named = core.state.ghosts.flatMap(({ candidates }) => candidates);
  expect(named).toHaveLength(1);
  expect(named[0]?.tokenId).not.toBe(kid);
});
