import { expect, test } from 'vitest';
import { ExpiryWatch } from '../../../main/expiry/watch.ts';
import { watchedTokens } from '../../../main/expiry/watched-tokens.ts';
import { RecordingLog } from '../../support/core/fake-ports.ts';
import { serversApart } from '../../support/core/servers-apart.ts';
import { refuseNew, rotate, setup, shown } from '../../support/core/rotating.ts';
import type { Core } from '../../support/core/setup-core.ts';

const day = 86_400_000;

/** What one look tells of tokens: the titles, and which end soon. */
async function look(core: Core) {
  const titles: string[] = [];
  let expiring: readonly string[] = [];
  const watch = new ExpiryWatch({
    clock: core.clock,
    log: new RecordingLog(),
    wanted: () => true,
    locked: () => false,
    shown: () => watchedTokens(core.app),
    refresh: () => Promise.resolve(),
    announce: ({ title }) => Promise.resolve(titles.push(title) > 0),
    tell: (ids) => (expiring = ids),
  });
  await watch.look();
  watch.close();
  return { titles, expiring };
}

/** A token of which 6 days are left. */
async function ending() {
  const world = await setup({}, 30 * 86_400);
  world.core.clock.advance(24 * day);
  await world.core.app.lists.refreshAnew();
  await world.core.app.renewals.idle;
  await world.core.untilListed();
  return world;
}

test('a token that ends soon is told of', async () => {
  const { core, old } = await ending();
  expect(await look(core)).toEqual({ titles: ["'deploy' expires in 6 days"], expiring: [old] });
});

test('one in whose place another one works is told of as what it is, until it is being deleted', async () => {
  const { core, old } = await ending();
  await rotate(core, old, 90 * 86_400);
  expect(shown(core).stage).toBe('open');
  expect(await look(core)).toEqual({
    titles: ["Old token of 'deploy' expires in 6 days"],
    expiring: [old],
  });
  const held = new Promise<void>((resolve) => {
    core.before('finish-rotation', 'delete-old', async () => {
      expect(await look(core)).toEqual({ titles: [], expiring: [] });
      resolve();
    });
  });
  await core.app.rotations.finish(shown(core).id);
  await held;
});

test('one whose rotation is left is told of as any other', async () => {
  const { core, old } = await ending();
  await rotate(core, old, 90 * 86_400);
  await core.app.rotations.leave(shown(core).id);
  expect((await look(core)).titles).toEqual([`'${old.slice(0, 8)}' expires in 6 days`]);
});

test('one whose new token is not used yet is told of', async () => {
  const { core, old } = await ending();
  refuseNew(core);
  await rotate(core, old, 90 * 86_400);
  expect(shown(core).stage).toBe('refused');
  expect((await look(core)).expiring).toEqual([old]);
});

test('one of an account whose server is 55 days ahead counts by that, and no other does', async () => {
  const { core, here, ahead } = await serversApart(55 * day, 60 * day);
  const { expiring } = await look(core);
  expect(expiring).toContain(ahead);
  expect(expiring).not.toContain(here);
  expect(watchedTokens(core.app).tokens.map(({ id }) => id)).toContain(here);
});
