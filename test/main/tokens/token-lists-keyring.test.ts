import { describe, expect, test } from 'vitest';
import { setup } from './listing.ts';

describe('with a keyring that is locked at the start', () => {
  test('nothing is asked of anybody, and the last list is shown', async () => {
    const core = await setup();
    core.keytar.mode = 'locked';
    core.keytar.calls.length = 0;
    await core.restart();
    await core.app.start();
    expect(core.state.list).toMatchObject({ status: 'ready', stale: true, error: null });
    expect(core.state.store.state).toBe('locked');
    expect(core.keytar.calls).toEqual([]);
    expect(await core.control.log()).toEqual([]);
  });

  test('a refresh says that it is locked, and unlocking goes on', async () => {
    const core = await setup();
    core.keytar.mode = 'locked';
    await core.restart();
    await core.app.start();
    await core.app.lists.refresh();
    expect(core.state.list).toMatchObject({ status: 'failed', error: { code: 'STORE_LOCKED' } });
    expect(core.state.session.account?.authorised).toBe(true);
    core.keytar.mode = 'unlocked';
    await core.app.unlock();
    expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
    expect(core.state.session.account?.authorised).toBe(true);
  });
});

test('with a keyring that comes only after the start, the sign-in is taken up', async () => {
  const core = await setup();
  core.keytar.mode = 'no-service';
  await core.restart();
  await core.app.start();
  expect(core.state.list.status).toBe('failed');
  core.keytar.mode = 'unlocked';
  await core.app.unlock();
  expect(core.state.session.account?.authorised).toBe(true);
  expect(core.state.list).toMatchObject({ status: 'ready', stale: false, error: null });
});
