import { describe, expect, test } from 'vitest';
import { turns } from '../../support/core/turns.ts';
import { setup } from './keychain-setup.ts';

describe('while a prompt stands open', () => {
  test('waiting is said after a moment, and taken back when the call returns', async () => {
    const { keychain, keytar, clock, waiting } = setup();
    keytar.mode = 'silent';
    const value = keychain.get('token:1');
    await keytar.prompted();
    clock.advance(799);
    expect(waiting).toEqual([]);
    clock.advance(1);
    expect(waiting).toEqual([true]);
    await expect(keychain.state()).resolves.toBe('waiting');
    keytar.put('token:1', 'value');
    keytar.answer('unlocked');
    await expect(value).resolves.toBe('value');
    await turns();
    expect(waiting).toEqual([true, false]);
    await expect(keychain.state()).resolves.toBe('ready');
    expect(clock.waits).toEqual([]);
  });

  test('nothing is said of a call that returns at once', async () => {
    const { keychain, clock, waiting } = setup();
    await keychain.probe();
    await turns();
    clock.advance(1_000_000);
    expect(waiting).toEqual([]);
  });

  test('the caller is freed in the end, and nothing more is sent', async () => {
    const { keychain, keytar, clock } = setup({ patienceMs: 5_000 });
    keytar.mode = 'silent';
    const failed = expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    const queued = expect(keychain.get('token:2')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await keytar.prompted();
    clock.advance(5_000);
    await failed;
    await queued;
    await expect(keychain.set('token:3', 'value')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await expect(keychain.probe()).rejects.toMatchObject({ code: 'STORE_WAITING' });
    expect(keytar.calls).toEqual(['get token:1']);
    expect(keychain.stuck).toBe(true);
  });

  test('it goes on by itself once the call returns', async () => {
    const { keychain, keytar, clock, waiting } = setup({ patienceMs: 5_000 });
    keytar.put('token:1', 'value');
    keytar.mode = 'silent';
    const failed = expect(keychain.get('token:1')).rejects.toMatchObject({ code: 'STORE_WAITING' });
    await keytar.prompted();
    clock.advance(5_000);
    await failed;
    keytar.answer('unlocked');
    await turns();
    expect(keychain.stuck).toBe(false);
    expect(waiting).toEqual([true, false]);
    await expect(keychain.get('token:1')).resolves.toBe('value');
  });

  test('calls that come meanwhile wait their turn: never two at once', async () => {
    const { keychain, keytar } = setup();
    keytar.mode = 'silent';
    const all = Promise.all([
      keychain.set('token:1', 'one'),
      keychain.get('token:1'),
      keychain.delete('token:1'),
    ]);
    await keytar.prompted();
    expect(keytar.calls).toEqual(['set token:1']);
    expect(keychain.stuck).toBe(true);
    keytar.answer('unlocked');
    await expect(all).resolves.toEqual([undefined, 'one', true]);
  });
});

test('looking at the state calls nothing of keytar', async () => {
  const { keychain, keytar } = setup();
  for (const [mode, state] of [
    ['unlocked', 'ready'],
    ['locked', 'locked'],
    ['silent', 'locked'],
    ['no-bus', 'absent'],
    ['no-service', 'absent'],
  ] as const) {
    keytar.mode = mode;
    expect(await keychain.state()).toBe(state);
  }
  expect(keytar.calls).toEqual([]);
});
