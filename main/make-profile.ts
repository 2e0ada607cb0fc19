import { join } from 'node:path';
import { connector } from './accounts/connection.ts';
import type { AppState } from './app-state.ts';
import type { Transport } from './auth-api/transport.ts';
import type { Clock, Log } from './ports.ts';
import type { Sandbox } from './sandbox/server.ts';
import type { StepObserver } from './tokens/steps.ts';
import { isMadeIn } from './trial-items.ts';
import { VaultApp, type VaultAppPorts } from './vault-app.ts';
import type { Files } from './vault/files.ts';
import { Keychain, type KeychainOptions } from './vault/keychain.ts';
import { SessionStore } from './vault/session-store.ts';
import { Stores } from './vault/stores.ts';
import { openWorkspace } from './workspace.ts';

export interface ProfileOptions {
  /** The app's user-data folder. */
  readonly folder: string;
  readonly files: Files;
  readonly clock: Clock;
  readonly log: Log;
  readonly state: AppState;
  readonly transport: Transport;
  readonly userAgent: string;
  readonly loopbackOnly: boolean;
  readonly ports: VaultAppPorts;
  readonly observe?: StepObserver;
  /** Makes the keychain of a profile; by default the operating system's. */
  readonly makeKeychain?: (options: KeychainOptions) => Keychain;
}

/** Keychain services of the two profiles. */
const services = { own: 'Token Vault', trial: 'Token Vault (trial)' } as const;

export type Profile = keyof typeof services;

/** Folder of a profile's files. */
export const folderOf = (folder: string, profile: Profile): string =>
  join(folder, profile === 'own' ? 'vault' : 'trial');

/**
 * The use cases over the files and the keychain service of a profile.
 *
 * @param sandbox that of the trial, once it runs.
 * @throws AppError FILE_FROM_NEWER_VERSION; file errors.
 */
export async function makeProfile(
  options: ProfileOptions,
  profile: Profile,
  sandbox: () => Sandbox | null,
): Promise<VaultApp> {
  const { files, clock, log, state, transport, userAgent, loopbackOnly, ports, observe } = options;
  const makeKeychain = options.makeKeychain ?? ((made) => new Keychain(made));
  const { name } = state.current.store;
  const stores: Stores = new Stores(
    makeKeychain({
      service: services[profile],
      name,
      clock,
      onWaiting: () => void stores.look(),
      onLost: () => void stores.look(),
    }),
    new SessionStore(name),
    (kind, storeState) => {
      state.change({ store: { kind, state: storeState, name } });
    },
  );
  const connect = connector({
    transport,
    clock,
    userAgent,
    loopbackOnly,
    sandboxAddress: () => sandbox()?.origin ?? null,
  });
  const workspace = await openWorkspace({
    folder: folderOf(options.folder, profile),
    trial: profile === 'trial',
    files,
    stores,
    clock,
    log,
    state,
    connect,
    loopbackOnly,
    ...(observe ? { observe } : {}),
    ...(profile === 'trial' ? { mayImport: (id) => isMadeIn(sandbox()?.admin ?? null, id) } : {}),
  });
  return new VaultApp(workspace, ports);
}
