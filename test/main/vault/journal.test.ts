import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { durableFiles } from '../../../main/vault/files.ts';
import { finished, journaled, journalFile } from '../../../main/vault/journal.ts';
import { anIntent } from '../../support/core/an-intent.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

const one = anIntent();
const two = anIntent({ id: '33333333-3333-4333-8333-333333333333' });

test('the journal has one entry for an operation, until it is finished', async () => {
  const path = join(await temporaryFolder(), 'journal.json');
  const journal = journalFile(durableFiles, path);
  await journal.change(journaled(one));
  await journal.change(journaled(two));
  await journal.change(journaled({ ...one, checks: 1 }));
  await journal.change(finished(two.id));
  const next = journalFile(durableFiles, path);
  expect(await next.load(0)).toEqual({ operations: [{ ...one, checks: 1 }] });
});

test.each([
  [
    1,
    { kind: 'generate', label: 'deploy-prod', note: '', usedIn: '', color: 'none', userId: null },
  ],
  [2, { kind: 'delete', tokenId: '33333333-3333-4333-8333-333333333333' }],
])('an entry of version %i is read: what it did not say is blank', async (version, entry) => {
  const path = join(await temporaryFolder(), 'journal.json');
  const fixture = join(import.meta.dirname, `../../fixtures/journal-${version}.json`);
  await durableFiles.write(path, await readFile(fixture, 'utf8'));
  const journal = journalFile(durableFiles, path);
  const { operations } = await journal.load(0);
  expect(journal.setAside).toBe(false);
  expect(operations).toMatchObject([entry]);
  await journal.change((content) => content);
  expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ version: 4 });
});
