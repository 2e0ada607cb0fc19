import { expect, test } from 'vitest';
import type { Result, State } from '../../preload/contract.ts';
import { VaultState } from '../../renderer/state/vault-state.svelte.ts';
import { aGenerated, aList, aState, aStore } from './build.ts';
import { FakeBridge, ok } from './fake-bridge.ts';

test('what main says before its first answer is not lost', async () => {
  let answer: (result: Result<State>) => void = () => undefined;
  const bridge = new FakeBridge(aState(), {
    app: { state: () => new Promise((resolve) => (answer = resolve)) },
  });
  const vault = new VaultState(bridge);
  vault.start();
  bridge.emit({ store: aStore({ state: 'locked' }) });
  answer({ ok: true, value: aState() });
  await expect.poll(() => vault.store.state).toBe('locked');
});

test('a change touches its own slice only, and null is a change', async () => {
  const bridge = new FakeBridge(aState({ generated: aGenerated() }));
  const vault = new VaultState(bridge);
  vault.start();
  await expect.poll(() => vault.generated?.label).toBe('deploy-prod');
  const { store } = vault;
  bridge.emit({ generated: null, list: aList({ tokens: [] }) });
  expect(vault.generated).toBeNull();
  expect(vault.list.tokens).toEqual([]);
  expect(vault.store).toBe(store);
});

test('however often it is started main is asked once, and it says when main has answered', async () => {
  const bridge = new FakeBridge(aState());
  const vault = new VaultState(bridge);
  const heard = vault.heard();
  vault.start();
  expect(vault.session.status).toBe('starting');
  await heard;
  expect(vault.session.status).toBe('signed-in');
  expect(bridge.argsOf('app.state')).toHaveLength(1);
});

test('after its end it listens no more', async () => {
  const bridge = new FakeBridge(aState());
  const vault = new VaultState(bridge);
  const stop = vault.start();
  await expect.poll(() => vault.session.status).toBe('signed-in');
  stop();
  bridge.emit({ store: aStore({ state: 'locked' }) });
  expect(vault.store.state).toBe('ready');
});

test('a bridge that throws is a failure like any other', async () => {
  const vault = new VaultState(new FakeBridge(aState()));
  await expect(vault.act((bridge) => bridge.tokens.refresh())).resolves.toEqual({
    ok: false,
    error: { code: 'INTERNAL' },
  });
  await expect(vault.act(() => ok(1))).resolves.toEqual({ ok: true, value: 1 });
});
