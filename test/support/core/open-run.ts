import { connector } from '../../../main/accounts/connection.ts';
import type { AppState } from '../../../main/app-state.ts';
import type { Transport } from '../../../main/auth-api/transport.ts';
import type { Clock, Log } from '../../../main/ports.ts';
import type { StepObserver } from '../../../main/tokens/steps.ts';
import { VaultApp } from '../../../main/vault-app.ts';
import { Keychain } from '../../../main/vault/keychain.ts';
import { SessionStore } from '../../../main/vault/session-store.ts';
import { Stores } from '../../../main/vault/stores.ts';
import { openWorkspace } from '../../../main/workspace.ts';
import type { FakeKeytar } from './fake-keytar.ts';
import { TestFiles } from './test-files.ts';
import { firstState } from './first-state.ts';

const storeName = 'Secret Service';

/** One run of the app, up to its end. */
export interface Run {
  readonly app: VaultApp;
  readonly files: TestFiles;
  readonly state: AppState;
}

interface Outside {
  readonly folder: string;
  readonly clock: Clock;
  /** For the waits between tries. */
  readonly retries: Clock;
  readonly keytar: FakeKeytar;
  readonly log: Log;
  readonly transport: Transport;
  readonly loopbackOnly: boolean;
  readonly observe: StepObserver;
  readonly ports: ConstructorParameters<typeof VaultApp>[1];
}

/** Builds the use cases as the app wires them, over what stands outside of it. */
export async function openRun(outside: Outside): Promise<Run> {
  const { folder, clock, retries, keytar, log, transport, loopbackOnly, observe, ports } = outside;
  const files = new TestFiles();
  const state = firstState({ app: { fallbackRuntime: loopbackOnly } });
  const stores: Stores = new Stores(
    new Keychain({
      service: 'Token Vault',
      name: storeName,
      clock,
      load: () => Promise.resolve(keytar),
      look: () => Promise.resolve(keytar.look),
      lockedAway: (account) => Promise.resolve(keytar.lockedAway(account)),
      onWaiting: () => void stores.look(),
      onLost: () => void stores.look(),
    }),
    new SessionStore(storeName),
    (kind, storeState) => {
      state.change({ store: { kind, state: storeState, name: storeName } });
    },
  );
  const connect = connector({
    transport,
    clock: retries,
    userAgent: 'token-vault/0.0.0',
    loopbackOnly,
    sandboxAddress: () => null,
  });
  const workspace = await openWorkspace({
    folder,
    trial: false,
    files,
    stores,
    clock,
    log,
    state,
    connect,
    loopbackOnly,
    observe,
  });
  return { app: new VaultApp(workspace, ports), files, state };
}
