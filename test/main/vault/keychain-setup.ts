import { Keychain, type KeychainOptions } from '../../../main/vault/keychain.ts';
import { FakeKeytar } from '../../support/core/fake-keytar.ts';
import { ManualClock } from '../../support/core/manual-clock.ts';

export function setup(options: Partial<KeychainOptions> = {}) {
  const keytar = new FakeKeytar();
  const clock = new ManualClock();
  const waiting: boolean[] = [];
  let lost = 0;
  const keychain = new Keychain({
    service: 'Token Vault',
    name: 'Secret Service',
    clock,
    load: () => Promise.resolve(keytar),
    look: () => Promise.resolve(keytar.look),
    lockedAway: (account) => Promise.resolve(keytar.lockedAway(account)),
    onWaiting: (now) => waiting.push(now),
    onLost: () => {
      lost += 1;
    },
    ...options,
  });
  return { keytar, clock, keychain, waiting, lost: () => lost };
}
