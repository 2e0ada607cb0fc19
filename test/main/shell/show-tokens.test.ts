import { expect, test } from 'vitest';
import { showTokens, type ShowTokensParts } from '../../../main/shell/show-tokens.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';

function setup({ fails = false, showAll = false } = {}) {
  const did: unknown[] = [];
  const log = new RecordingLog();
  const parts = {
    state: {
      current: {
        session: { account: { id: 'one' }, showAll },
        list: {
          tokens: [
            { id: 'a', accountId: 'one' },
            { id: 'b', accountId: null },
            { id: 'c', accountId: 'two' },
          ],
        },
      },
    },
    profiles: {
      current: {
        accounts: {
          show: (id: string | null) => {
            did.push(['accounts', id]);
            return fails ? Promise.reject(new Error('no room')) : Promise.resolve();
          },
        },
        lists: { publish: () => did.push('publish') },
      },
    },
    window: {
      show: () => did.push('show'),
      send: (channel: string, what: unknown) => did.push([channel, what]),
    },
    log,
  };
  return {
    did,
    log,
    show: (ids: string[], rotate = false) =>
      showTokens(parts as unknown as ShowTokensParts, ids, rotate),
  };
}

test('one token is shown with its details', async () => {
  const { did, show } = setup();
  await show(['a']);
  expect(did).toEqual(['show', ['openToken', { tokenId: 'a', rotate: false }]]);
});

test('one token is to be rotated', async () => {
  const { did, show } = setup();
  await show(['a'], true);
  expect(did).toEqual(['show', ['openToken', { tokenId: 'a', rotate: true }]]);
});

test('several are chosen', async () => {
  const { did, show } = setup();
  await show(['a', 'b']);
  expect(did).toEqual(['show', ['act', 'expiring']]);
});

test('one of an account that is not shown brings all of them', async () => {
  const { did, show } = setup();
  await show(['c']);
  expect(did).toEqual([
    ['accounts', null],
    'publish',
    'show',
    ['openToken', { tokenId: 'c', rotate: false }],
  ]);
});

test('where all are shown there is nothing to bring', async () => {
  const { did, show } = setup({ showAll: true });
  await show(['a', 'c']);
  expect(did).toEqual(['show', ['act', 'expiring']]);
});

test('the window comes, whatever goes wrong', async () => {
  const { did, log, show } = setup({ fails: true });
  await show(['c']);
  expect(did.slice(1)).toEqual(['show', ['openToken', { tokenId: 'c', rotate: false }]]);
  expect(log.entries).toHaveLength(1);
});
