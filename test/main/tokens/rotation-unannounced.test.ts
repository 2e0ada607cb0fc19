import { expect, test } from 'vitest';
import {
  finishingAlone as setup,
  isLive,
  isStored,
  pass,
  shown,
} from '../../support/core/rotating.ts';
import { turns } from '../../support/core/turns.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

test.each([
  ['nobody shows it', () => false],
  ['nobody ever says whether it is shown', () => new Promise<boolean>(() => undefined)],
  ['showing it fails', () => Promise.reject(new Error('no bus'))],
])('a person is asked, and nothing is deleted, where %s', async (_, announcing) => {
  const { core, old } = await setup();
  const answer = announcing();
  core.announcing = answer;
  await pass(core, DAY - HOUR);
  expect(core.announced.length).toBeGreaterThan(0);
  await pass(core, HOUR);
  expect(shown(core)).toMatchObject({ overdue: true, stage: 'open' });
  expect(await isLive(core, old)).toBe(true);
  expect(isStored(core, old)).toBe(true);
});

test('a person is asked where it is shown only after a part of the hour is over', async () => {
  const { core, old } = await setup();
  let show: (shown: boolean) => void = () => undefined;
  core.announcing = new Promise((resolve) => (show = resolve));
  await pass(core, DAY - HOUR);
  await pass(core, 61_000);
  show(true);
  await turns();
  await pass(core, HOUR);
  expect(shown(core)).toMatchObject({ overdue: true });
  expect(await isLive(core, old)).toBe(true);
});

test('what nobody showed is announced once more while it is in time', async () => {
  const { core, old } = await setup();
  core.announcing = false;
  await pass(core, DAY - HOUR);
  core.announcing = true;
  await pass(core, 15_000);
  expect(core.announced).toHaveLength(2);
  await pass(core, HOUR);
  await core.until(({ rotations }) => rotations.length === 0);
  expect(await isLive(core, old)).toBe(false);
});
