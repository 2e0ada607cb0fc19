import { expect, test } from 'vitest';
import { RotationTimer } from '../../../main/tokens/rotation-timer.ts';
import type { RotationIntent } from '../../../main/vault/journal.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';
import { finishingAlone as setup, isLive, pass, shown } from '../../support/core/rotating.ts';
import { turns } from '../../support/core/turns.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test('a person is asked where another vault was shown meanwhile, beside which nothing is done', async () => {
  const { core, old } = await setup();
  await pass(core, DAY - HOUR);
  core.app.close();
  await pass(core, 2 * DAY);
  expect(core.clock.waits).toEqual([]);
  expect(await isLive(core, old)).toBe(true);
  core.app.show();
  await turns();
  expect(shown(core)).toMatchObject({ overdue: true });
  expect(await isLive(core, old)).toBe(true);
});

test('nothing is deleted where another vault comes to be shown just then', async () => {
  const { core, old } = await setup();
  await pass(core, DAY - HOUR);
  core.steps.length = 0;
  core.clock.advance(HOUR);
  core.app.close();
  await core.app.workspace.stores.look();
  await turns();
  expect(core.steps).toEqual([]);
  expect(await isLive(core, old)).toBe(true);
});
/** Two of which one is slept through, at the moment that this is noticed. */
function oneOfTwoSlept() {
  const clock = new ManualClock();
  const moments = { first: clock.now() + 2 * HOUR, second: clock.now() + 6 * HOUR };
  const open = Object.entries(moments).map(
    ([id, finishAt]) => ({ kind: 'rotation', id, finishAt, stage: 'open' }) as RotationIntent,
  );
  const did: string[] = [];
  const timer: RotationTimer = new RotationTimer(clock, {
    open: () => open,
    announce: ({ id }) => Promise.resolve(did.push(`announce ${id}`) > 0),
    finish: ({ id }) => did.push(`finish ${id}`),
    // As where it is published, which plans.
    onOverdue: () => {
      did.push('overdue');
      timer.plan();
    },
  });
  for (const { id, finishAt } of open) timer.choose(id, finishAt);
  timer.plan();
  clock.set(moments.first + HOUR / 2);
  timer.plan();
  return { clock, did, timer, moments };
}

test('of two of which one was slept through there is one timer, and none once it is closed', () => {
  const { clock, did, timer } = oneOfTwoSlept();
  expect(did).toEqual(['overdue']);
  expect(clock.waits).toEqual([2.5 * HOUR]);
  timer.close();
  expect(clock.waits).toEqual([]);
  timer.plan();
  expect(clock.waits).toEqual([]);
  clock.advance(10 * HOUR);
  expect(did).toEqual(['overdue']);
});

test('opened again it goes on with what was chosen', async () => {
  const { clock, did, timer, moments } = oneOfTwoSlept();
  timer.close();
  timer.open();
  timer.plan();
  clock.advance(moments.second - HOUR - clock.now());
  await turns();
  clock.advance(HOUR);
  expect(did).toEqual(['overdue', 'announce second', 'finish second']);
});

test('once it is shown it is not looked again until there is something to see', async () => {
  const { clock, timer, moments } = oneOfTwoSlept();
  clock.advance(moments.second - HOUR - clock.now());
  expect(clock.waits).toEqual([15_000]);
  await turns();
  expect(clock.waits).toEqual([HOUR / 12]);
  timer.close();
});

test('what is told as overdue may close it: nothing is done after that', async () => {
  const clock = new ManualClock();
  const finishAt = clock.now() + 2 * HOUR;
  const open = ['late', 'announced'].map(
    (id) => ({ kind: 'rotation', id, finishAt, stage: 'open' }) as RotationIntent,
  );
  const did: string[] = [];
  const timer: RotationTimer = new RotationTimer(clock, {
    open: () => open,
    announce: ({ id }) => Promise.resolve(id === 'announced'),
    finish: ({ id }) => did.push(id),
    onOverdue: () => {
      timer.close();
    },
  });
  for (const { id } of open) timer.choose(id, finishAt);
  timer.plan();
  clock.advance(HOUR);
  await turns();
  clock.advance(HOUR);
  expect(did).toEqual([]);
  expect(clock.waits).toEqual([]);
});
