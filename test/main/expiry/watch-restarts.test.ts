import { expect, test } from 'vitest';
import { remind } from '../../../main/expiry/remind.ts';
import { aToken, day, hour, watchedVault } from '../../support/core/watched-vault.ts';

test('a restart tells nothing twice', async () => {
  const world = await watchedVault([2 * day]);
  expect(world.titles()).toHaveLength(1);
  await world.open();
  await world.open();
  expect(world.titles()).toEqual([]);
  expect((await world.disk()).tokens).toMatchObject([{ told: 3 * day }]);
});

test('after a week off there is one summary, with what ended meanwhile', async () => {
  const ends = Array.from({ length: 40 }, (_, n) => (8 + n) * day);
  const world = await watchedVault([...ends, 5 * day]);
  world.titles();
  world.close();
  world.clock.advance(7 * day);
  world.fetchedAt = world.clock.now();
  await world.open();
  expect(world.shown).toHaveLength(1);
  expect(world.shown[0]?.body).toContain('1 token has expired');
  world.titles();
  await world.open();
  expect(world.titles()).toEqual([]);
});

test('what was far from its end and ended while the app was off is told, and what was never known here is not', async () => {
  const world = await watchedVault([60 * day]);
  expect(world.titles()).toEqual([]);
  world.close();
  world.clock.advance(61 * day);
  world.fetchedAt = world.clock.now();
  world.tokens = [...world.tokens, aToken(1, world.start + 60 * day)];
  await world.open();
  expect(world.titles()).toEqual(["'t0' has expired"]);
  await world.open();
  expect(world.titles()).toEqual([]);
});

test('a file that cannot be written costs one more message after a restart, and none in this run', async () => {
  const world = await watchedVault([]);
  world.files.failWrites = () => true;
  world.tokens = [aToken(0, world.start + 2 * day)];
  await world.look();
  await world.look();
  expect(world.titles()).toHaveLength(1);
  await world.open();
  await world.open();
  expect(world.titles()).toHaveLength(1);
});

test('killed between showing and writing it tells once more, and never nothing', async () => {
  const world = await watchedVault([]);
  world.tokens = [aToken(0, world.start + 2 * day)];
  // From here on nothing of this process reaches the disk.
  world.files.die();
  void world.look();
  await expect.poll(() => world.shown.length).toBe(1);
  world.watch?.close();
  await world.open();
  expect(world.titles()).toHaveLength(2);
  await world.open();
  expect(world.titles()).toEqual([]);
});

test('snoozed and to lapse it is quiet, also over a restart, and a snooze ends with a reminder', async () => {
  const world = await watchedVault([6 * day, 6 * day + hour]);
  const [first, second] = world.tokens;
  world.titles();
  const now = world.clock.now();
  await remind(world.file, { tokens: world.tokens, nowOf: () => now }, [first?.id ?? ''], 'week');
  await remind(world.file, { tokens: world.tokens, nowOf: () => now }, [second?.id ?? ''], 'lapse');
  await world.look();
  expect(world.expiring.at(-1)).toEqual([]);
  await world.open();
  await world.pass(6 * day - hour - 1);
  expect(world.titles()).toEqual([]);
  await world.pass(1);
  expect(world.titles()).toEqual(["'t0' expires in 1 hour"]);
  await world.pass(2 * day);
  expect(world.titles()).toEqual([]);
});
