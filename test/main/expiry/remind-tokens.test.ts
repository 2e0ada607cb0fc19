import { expect, test } from 'vitest';
import { remindTokens } from '../../../main/expiry/remind-tokens.ts';
import { serversApart } from '../../support/core/servers-apart.ts';

const hour = 3_600_000;
const day = 24 * hour;

test('how long a token is put off counts by the clock of its own server, and is shown by it', async () => {
  const { core, here, ahead } = await serversApart(30 * day, 60 * day);
  const now = core.clock.now();
  await remindTokens(core.app, [here, ahead], 'week');
  const snoozed = (id: string) => core.state.list.tokens.find((one) => one.id === id)?.snoozedUntil;
  expect(snoozed(here)).toBe(now + 7 * day);
  expect(snoozed(ahead)).toBe(now + 37 * day);
  core.clock.advance(7 * day - 1);
  core.app.lists.publish();
  expect([snoozed(here), snoozed(ahead)]).toEqual([now + 7 * day, now + 37 * day]);
  core.clock.advance(1);
  core.app.lists.publish();
  expect([snoozed(here), snoozed(ahead)]).toEqual([null, null]);
});

test('of an account that is not known it counts by the clock of the one that is shown', async () => {
  const { core } = await serversApart(30 * day, 60 * day);
  expect(core.app.lists.offsetOf(null)).toBe(30 * day);
  expect(core.state.list.accounts.map(({ clockOffsetMs }) => clockOffsetMs)).toEqual([0, 30 * day]);
});

test('one that an account signs in with does not lapse', async () => {
  const { core } = await serversApart(0, 60 * day);
  const own = [...core.app.accounts.signingIn];
  await expect(remindTokens(core.app, own, 'lapse')).rejects.toMatchObject({
    code: 'TOKEN_SIGNS_IN',
  });
});
