import { expect, test } from 'vitest';
import { lostTokens } from '../../support/core/invariant.ts';
import { minted, setup, stepNames } from './generating.ts';

/** Where the process dies, before the step; then what there is after the next start. */
const deaths = {
  'probe-store': 'nothing',
  'list-before': 'nothing',
  'write-journal': 'nothing',
  request: 'an open question',
  'read-value': 'a ghost',
  'store-value': 'a ghost',
  'read-back': 'a saved token',
  'write-index': 'a saved token',
  'clear-journal': 'a saved token',
  done: 'a saved token',
} as const;

test('deaths are listed for every step there is', () => {
  expect(Object.keys(deaths)).toEqual([...stepNames, 'done']);
});

test.each(Object.entries(deaths))('killed before %s: %s', async (step, left) => {
  const core = await setup();
  const dead = core.dieAt('generate', step);
  void core.generate();
  await dead;
  await core.restart();
  await core.app.start();
  core.clock.advance(0);
  await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));

  const ids = await minted(core);
  const { ghosts } = core.state;
  const candidates = ghosts.map((ghost) => ghost.candidates.map(({ tokenId }) => tokenId));
  expect({
    minted: ids.length,
    candidates,
    saved: core.index.tokens.map(({ id }) => id),
    open: (await core.journal()).length,
  }).toEqual(
    {
      nothing: { minted: 0, candidates: [], saved: [], open: 0 },
      'an open question': { minted: 0, candidates: [[]], saved: [], open: 1 },
      'a ghost': { minted: 1, candidates: [ids], saved: [], open: 1 },
      'a saved token': { minted: 1, candidates: [], saved: ids, open: 0 },
    }[left],
  );
  expect(await lostTokens(core)).toEqual([]);
});
