import { expect, test } from 'vitest';
import { Keychain } from '../../../main/vault/keychain.ts';
import { FakeKeytar } from '../../support/core/fake-keytar.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

/** A process over a keyring. */
const started = (keytar: FakeKeytar): Keychain =>
  new Keychain({
    service: 'Token Vault',
    name: 'Secret Service',
    clock: new ManualClock(),
    load: () => Promise.resolve(keytar),
    look: () => Promise.resolve(keytar.look),
    lockedAway: () => Promise.resolve(false),
  });

test('a keyring that an earlier process used would hold what it lacks', async () => {
  const keytar = new FakeKeytar();
  await started(keytar).set('token:1', 'value');
  expect(await started(keytar).wouldHold('token:2')).toBe(true);
});

test.each<[string, (keychain: Keychain) => Promise<unknown>]>([
  ['looked at', () => Promise.resolve()],
  ['read', (keychain) => keychain.get('token:1')],
  ['written to', (keychain) => keychain.set('token:1', 'value')],
  ['probed', (keychain) => keychain.probe()],
])('one that nobody used before is not known to hold anything: first %s', async (_, use) => {
  const keychain = started(new FakeKeytar());
  await use(keychain);
  expect(await keychain.wouldHold('token:2')).toBe(false);
});

test('what this process wrote would be there', async () => {
  const keychain = started(new FakeKeytar());
  await keychain.set('token:1', 'value');
  expect(await keychain.wouldHold('token:1')).toBe(true);
});
