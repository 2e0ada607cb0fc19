import { describe, expect, test } from 'vitest';
import { setupCore } from '../../support/core/setup-core.ts';
import { setup } from './listing.ts';

describe('time', () => {
  test('makes a token expired by itself, with nobody asking', async () => {
    const core = await setup();
    const { tokenId } = await core.generate({ ttlSeconds: 60 });
    const stateOf = () => core.state.list.tokens.find(({ id }) => id === tokenId)?.state;
    await core.control.clearLog();
    core.clock.advance(60_000);
    expect(stateOf()).toBe('saved');
    core.clock.advance(50);
    expect(stateOf()).toBe('expired');
    expect(await core.control.log()).toEqual([]);
  });

  test.each([3_600, -3_600])('is that of the server, %d s from here', async (offsetSeconds) => {
    const core = await setupCore({ sandbox: { clockOffsetSeconds: offsetSeconds } });
    await core.signIn('plain');
    const { kid } = await core.control.consoleToken('plain', { ttl: 600 });
    await core.app.lists.refresh();
    const stateOf = () => core.state.list.tokens.find(({ id }) => id === kid)?.state;
    expect(core.state.list.clockOffsetMs).toBe(offsetSeconds * 1000);
    expect(stateOf()).toBe('not-here');
    core.clock.advance(600_050);
    expect(stateOf()).toBe('expired');
  });

  test('of a year is waited for in one go or in several', async () => {
    const core = await setupCore();
    await core.signIn('empty');
    await core.generate({ ttlSeconds: 31_536_000 });
    expect(core.clock.waits.filter((ms) => ms > 2 ** 31 - 1)).toEqual([]);
  });
});
