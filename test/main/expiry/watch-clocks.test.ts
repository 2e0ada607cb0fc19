import { expect, test } from 'vitest';
import { aToken, day, watchedVault } from '../../support/core/watched-vault.ts';

test('right after sleep what passed is told, of several rungs the last one', async () => {
  const world = await watchedVault([10 * day]);
  world.titles();
  // Timers stand still meanwhile.
  world.clock.set(world.start + 9.5 * day);
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 12 hours"]);
});

test('an old list is read first: what was deleted elsewhere is not announced', async () => {
  const world = await watchedVault([10 * day]);
  world.titles();
  world.refresh = () => {
    world.tokens = [];
    return Promise.resolve();
  };
  world.clock.set(world.start + 9.5 * day);
  await world.look();
  expect(world.refreshes).toBe(1);
  expect(world.titles()).toEqual([]);
});

test('a clock that is set far ahead announces nothing, since the server says what time it is', async () => {
  const world = await watchedVault([31 * day]);
  world.refresh = () => {
    world.fetchedAt = world.clock.now();
    world.offset = world.start - world.clock.now();
    return Promise.resolve();
  };
  world.clock.set(world.start + 300 * day);
  await world.look();
  expect(world.titles()).toEqual([]);
  // And set right again every rung comes when it should.
  world.refresh = () => {
    world.fetchedAt = world.clock.now();
    world.offset = 0;
    return Promise.resolve();
  };
  world.clock.set(world.start);
  world.offset = 0;
  await world.pass(2 * day);
  expect(world.titles()).toEqual(["'t0' expires in 30 days"]);
});

test('offline it goes by what is known, and asks the server once, not at each look', async () => {
  const world = await watchedVault([10 * day]);
  world.titles();
  world.refresh = () => Promise.resolve();
  world.canShow = false;
  world.clock.set(world.start + 4 * day);
  await world.look();
  await world.look();
  expect(world.refreshes).toBe(1);
  world.canShow = true;
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 6 days"]);
});

test('offline, what a clock that was wrong announced silences nothing once it is right', async () => {
  const world = await watchedVault([29.99 * day]);
  expect(world.titles()).toEqual(["'t0' expires in 30 days"]);
  world.refresh = () => Promise.resolve();
  world.clock.set(world.start + 29.98 * day);
  await world.look();
  expect(world.titles()).toEqual(["'t0' expires in 14 minutes"]);
  world.clock.set(world.start + 1000);
  await world.look();
  // Told before: not again.
  expect(world.titles()).toEqual([]);
  expect((await world.disk()).tokens).toMatchObject([{ told: 30 * day }]);
  await world.open();
  await world.pass(30 * day);
  expect(world.titles()).toEqual([
    "'t0' expires in 7 days",
    "'t0' expires in 3 days",
    "'t0' expires in 24 hours",
    "'t0' expires in 1 hour",
  ]);
});

test('a clock that is far behind for a moment has nothing told twice: the server is asked first', async () => {
  const world = await watchedVault([2.5 * day]);
  expect(world.titles()).toEqual(["'t0' expires in 2 days"]);
  world.refresh = () => {
    world.fetchedAt = world.clock.now();
    world.offset = world.start - world.clock.now();
    return Promise.resolve();
  };
  // As after a start with an empty battery.
  world.clock.set(world.start - 300 * day);
  await world.look();
  expect(world.refreshes).toBe(1);
  expect((await world.disk()).tokens).toMatchObject([{ told: 3 * day }]);
  world.clock.set(world.start);
  world.offset = 0;
  await world.look();
  expect(world.titles()).toEqual([]);
});

test('nothing is put right while the list is being read: that says what time it is', async () => {
  const world = await watchedVault([2.5 * day]);
  world.status = 'loading';
  world.clock.set(world.start - 300 * day);
  await world.look();
  expect((await world.disk()).tokens).toMatchObject([{ told: 3 * day }]);
});

test('each token is told of by the clock of its own server, and looked at when that says so', async () => {
  const world = await watchedVault([]);
  world.offsets.set('ahead', 55 * day);
  const near = { ...aToken(0, world.start + 60 * day), accountId: 'here' };
  const far = { ...aToken(1, world.start + 65 * day), accountId: 'ahead' };
  world.tokens = [near, far];
  await world.look();
  expect(world.titles()).toEqual(["'t1' expires in 10 days"]);
  expect(world.expiring).toEqual([]);
  await world.pass(3 * day + 1);
  expect(world.titles()).toEqual(["'t1' expires in 7 days"]);
  expect(world.expiring.at(-1)).toEqual([far.id]);
  await world.pass(27 * day);
  expect(world.titles()).toEqual([
    "'t1' expires in 3 days",
    "'t1' expires in 24 hours",
    "'t1' expires in 1 hour",
    "'t0' expires in 30 days",
  ]);
});

test('of several the next to end by its own clock comes first', async () => {
  const world = await watchedVault([]);
  world.offsets.set('ahead', 5 * day);
  const ends = [6 * day, 7 * day, 6.5 * day, 6.9 * day].map((left, n) => ({
    ...aToken(n, world.start + left),
    accountId: n === 1 ? 'ahead' : null,
  }));
  world.tokens = ends;
  await world.look();
  expect(world.shown[0]?.body).toMatch(/^'?t1'?.* in 2 days/);
  expect(world.shown[0]?.tokenIds[0]).toBe(ends[1]?.id);
});
