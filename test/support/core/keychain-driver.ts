import { createInterface } from 'node:readline';
import { AppError } from '../../../main/app-error.ts';
import { systemClock } from '../../../main/ports.ts';
import { Keychain } from '../../../main/vault/keychain.ts';
import type { KeychainCall, KeychainReply } from './keychain-process.ts';

/**
 * The app's Keychain in a process of its own, since libsecret reads the session bus from its
 * environment once. One line of JSON on standard input is one call; the replies come as they end.
 */
const [, , service = 'Token Vault test', patience = '90000'] = process.argv;

const tell = (reply: KeychainReply): void => {
  process.stdout.write(`${JSON.stringify(reply)}\n`);
};

const keychain = new Keychain({
  service,
  name: 'Secret Service',
  clock: systemClock,
  patienceMs: Number(patience),
  onWaiting: (waiting) => {
    tell({ waiting });
  },
});

function run({ method, args }: KeychainCall): Promise<unknown> {
  const [account = '', value = ''] = args;
  switch (method) {
    case 'get':
      return keychain.get(account);
    case 'set':
      return keychain.set(account, value);
    case 'delete':
      return keychain.delete(account);
    case 'probe':
      return keychain.probe();
    case 'state':
      return keychain.state();
    case 'stuck':
      return Promise.resolve(keychain.stuck);
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const call = JSON.parse(line) as KeychainCall;
  run(call).then(
    (value) => {
      tell({ id: call.id, value: value ?? null });
    },
    (error: unknown) => {
      const code = error instanceof AppError ? error.code : String(error);
      tell({ id: call.id, error: code });
    },
  );
});
