import { expect, test } from 'vitest';
import { DatedTransport } from '../../support/core/dated-transport.ts';
import { interrupt, named, pass, start } from '../../support/core/interrupted.ts';
import { lostTokens } from '../../support/core/invariant.ts';
import { setupCore, type Core } from '../../support/core/setup-core.ts';
import { sleptInRequest } from '../../support/core/slept-in-request.ts';
import { resetAfter } from '../../support/sandbox-control.ts';

// The server's clock may be told wrongly, and the one here be set: neither alone excludes a token or
// ends a question.

const allReadings = [0, 5_000, 30_000, 120_000, 30_000];
const days = { ttlSeconds: 864_000 };
const hour = 3_600_000;

async function dated(): Promise<{ core: Core; transport: DatedTransport }> {
  const transport = new DatedTransport();
  const core = await setupCore({ transport });
  await core.signIn('empty');
  return { core, transport };
}

async function isNamed(core: Core): Promise<void> {
  for (const ms of allReadings) await pass(core, ms);
  const own = core.app.accounts.current?.ownTokenId;
  const made = (await core.control.tokens('empty')).filter(({ kid }) => kid !== own);
  expect(named(core)).toEqual(made.map(({ kid }) => kid));
  expect(named(core)).toHaveLength(1);
  await start(core);
  expect(await lostTokens(core)).toEqual([]);
}

test.each([hour, -hour])('a date of the list before that is %i ms off', async (ahead) => {
  const { core, transport } = await dated();
  transport.aheadMs = ahead;
  core.before('generate', 'request', () => {
    transport.aheadMs = 0;
  });
  await interrupt(core, resetAfter, days);
  await isNamed(core);
});

test('dates that are always a few seconds ahead of those of tokens', async () => {
  const { core, transport } = await dated();
  transport.aheadMs = 4_000;
  await interrupt(core, resetAfter, days);
  await isNamed(core);
});

test('a date of the list before that is off, by a clock here that is off as well', async () => {
  const { core, transport } = await dated();
  await core.control.clock({ offsetSeconds: 3_600 });
  transport.aheadMs = 2 * hour;
  core.before('generate', 'request', () => {
    transport.aheadMs = 0;
  });
  await interrupt(core, resetAfter, days);
  await isNamed(core);
});

test.each<[string, (core: Core, transport: DatedTransport) => unknown]>([
  [
    'one list with a date an hour on',
    (_, transport) => {
      transport.aheadMs = hour;
    },
  ],
  [
    'the clock here set on by an hour, where the server tells none',
    async (core, transport) => {
      transport.aheadMs = null;
      core.clock.set(core.clock.now() + hour);
      await core.control.clock({ offsetSeconds: -3_600 });
    },
  ],
])('%s closes nothing at the fifth of quick starts', async (_, disturb) => {
  const { core, transport } = await dated();
  await interrupt(core, { ...resetAfter, late: { seconds: 45 } });
  for (let n = 0; n < 4; n += 1) await start(core);
  await disturb(core, transport);
  await start(core);
  transport.aheadMs = 0;
  expect(await core.journal()).toHaveLength(1);
  core.clock.advance(50_000);
  await start(core);
  expect(await lostTokens(core)).toEqual([]);
});

test('slept in the request, killed at its answer, and the clock set back before the next start', async () => {
  const core = await sleptInRequest(days);
  core.clock.set(core.clock.now() - hour);
  await core.control.clock({ offsetSeconds: 3_600 });
  await start(core);
  await isNamed(core);
});

/** Another program's token is listed at once, the app's own late: both are in question. */
const withAnother = {
  ...resetAfter,
  late: { seconds: 45 },
  secondClient: { when: 'after' },
} as const;

test.each<[string, () => Promise<Core>]>([
  [
    'the date of the list before was off',
    async () => {
      const { core, transport } = await dated();
      transport.aheadMs = -hour;
      core.before('generate', 'request', () => {
        transport.aheadMs = 0;
      });
      await interrupt(core, withAnother, days);
      return core;
    },
  ],
  [
    'the computer slept in the request',
    async () => {
      const { late, secondClient } = withAnother;
      const core = await sleptInRequest(days, { late, secondClient });
      await start(core);
      return core;
    },
  ],
])('one that was named does not hide what is listed later: %s', async (_, act) => {
  const core = await act();
  for (const ms of allReadings) await pass(core, ms);
  expect(named(core)).toHaveLength(2);
  expect(await lostTokens(core)).toEqual([]);
});
