import { expect, test } from 'vitest';
import { remind } from '../../../main/expiry/remind.ts';
import { aToken, day, hour, watchedVault } from '../../support/core/watched-vault.ts';

test('each rung is told at its time, once, and the last look is the end', async () => {
  const world = await watchedVault([31 * day]);
  await world.pass(31 * day - 1);
  expect(world.titles()).toEqual([
    "'t0' expires in 30 days",
    "'t0' expires in 7 days",
    "'t0' expires in 3 days",
    "'t0' expires in 24 hours",
    "'t0' expires in 1 hour",
  ]);
  await world.pass(2);
  expect(world.titles()).toEqual([]);
  expect(world.clock.waits).toEqual([]);
});

test('where nothing ends there is no timer, and looks are hourly near an end and daily far from one', async () => {
  const world = await watchedVault([]);
  expect(world.clock.waits).toEqual([]);
  world.tokens = [aToken(0, world.start + 300 * day)];
  await world.look();
  expect(world.clock.waits).toEqual([day]);
  world.tokens = [aToken(0, world.start + 30 * day + 2 * hour)];
  await world.look();
  expect(world.clock.waits).toEqual([hour]);
  world.tokens = [aToken(0, world.start + 30 * day + 1_000)];
  await world.look();
  expect(world.clock.waits).toEqual([1_000]);
});

test('a list that is just being read is waited for', async () => {
  const world = await watchedVault([]);
  world.status = 'loading';
  world.tokens = [aToken(0, world.start + hour)];
  await world.look();
  expect(world.titles()).toEqual([]);
  world.status = 'ready';
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 1 hour"]);
});

test('what nobody could show is tried again within the hour', async () => {
  const world = await watchedVault([]);
  world.canShow = false;
  world.tokens = [aToken(0, world.start + 5 * day)];
  await world.look();
  world.canShow = true;
  await world.pass(hour);
  expect(world.titles()).toHaveLength(1);
});

test('who does not want to be told is not, and is told the last that passed when they do', async () => {
  const world = await watchedVault([]);
  world.wanted = false;
  world.tokens = [aToken(0, world.start + 40 * day)];
  await world.look();
  await world.pass(36 * day);
  expect(world.titles()).toEqual([]);
  // The list still shows it.
  expect(world.expiring.at(-1)).toEqual([world.tokens[0]?.id]);
  world.wanted = true;
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 4 days"]);
});

test('which end soon is told when it changes, by the server’s clock', async () => {
  const world = await watchedVault([7 * day + hour]);
  expect(world.expiring).toEqual([]);
  world.offset = hour;
  await world.look();
  const id = world.tokens[0]?.id;
  expect(world.expiring).toEqual([[id]]);
  await world.pass(7 * day);
  expect(world.expiring).toEqual([[id], []]);
});

test('closed it does nothing more', async () => {
  const world = await watchedVault([31 * day]);
  world.watch?.close();
  expect(world.clock.waits).toEqual([]);
  await world.look();
  expect(world.clock.waits).toEqual([]);
});

test('one that was to lapse is told of all the same once an account signs in with it', async () => {
  const world = await watchedVault([6 * day]);
  const [token] = world.tokens;
  world.titles();
  const now = world.clock.now();
  await remind(world.file, { tokens: world.tokens, nowOf: () => now }, [token?.id ?? ''], 'lapse');
  world.own.add(token?.id ?? '');
  await world.look();
  expect(world.expiring.at(-1)).toEqual([token?.id]);
  await world.pass(3 * day + hour);
  expect(world.titles()).toEqual(["'t0' expires in 3 days"]);
});
