import { onTestFinished } from 'vitest';
import type { AppState } from '../../../main/app-state.ts';
import { namesAtRisk } from '../../../main/at-risk.ts';
import { Profiles } from '../../../main/profiles.ts';
import { Keychain } from '../../../main/vault/keychain.ts';
import { systemClock } from '../../../main/ports.ts';
import type { State } from '../../../preload/contract.ts';
import { FakeKeytar } from './fake-keytar.ts';
import {
  FakeBackupFiles,
  FakeClipboard,
  FakeSaveDialog,
  FakeTokenFiles,
  RecordingLog,
} from './fake-ports.ts';
import { nodeTransport } from './node-transport.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { TestFiles } from './test-files.ts';
import { firstState } from './first-state.ts';

interface Run {
  readonly profiles: Profiles;
  readonly state: AppState;
  readonly files: TestFiles;
}

export interface ProfilesCoreOptions {
  /** Bytes that one item of the keychain takes; longer values are split. */
  readonly itemLimit?: number;
}

/** Both profiles over one folder and one keyring, one run of the app after another. */
export class ProfilesCore {
  readonly keytar = new FakeKeytar();
  readonly folder: string;
  #run: Run | null = null;

  readonly backupFiles = new FakeBackupFiles();
  readonly #itemLimit: number;

  constructor(folder: string, { itemLimit = Infinity }: ProfilesCoreOptions = {}) {
    this.folder = folder;
    this.#itemLimit = itemLimit;
  }

  get profiles(): Profiles {
    return this.#running.profiles;
  }

  get state(): State {
    return this.#running.state.current;
  }

  get files(): TestFiles {
    return this.#running.files;
  }

  /** Waits until the list was read, or could not be. */
  untilListed(): Promise<void> {
    const { state } = this.#running;
    const listed = (): boolean => !['idle', 'loading'].includes(state.current.list.status);
    return new Promise((resolve) => {
      if (listed()) {
        resolve();
        return;
      }
      const end = state.onChange(() => {
        if (!listed()) return;
        end();
        resolve();
      });
    });
  }

  /** Opens the app: the first time, or after `end`. */
  async open(): Promise<void> {
    const { keytar, folder } = this;
    const files = new TestFiles();
    const state = firstState();
    const profiles = new Profiles({
      folder,
      files,
      state,
      clock: systemClock,
      log: new RecordingLog(),
      transport: nodeTransport,
      userAgent: 'token-vault/0.0.0',
      loopbackOnly: false,
      ports: {
        clipboard: new FakeClipboard(),
        saveDialog: new FakeSaveDialog(),
        tokenFiles: new FakeTokenFiles(),
        backupFiles: this.backupFiles,
        backupWork: 1,
        endpoints: { pass: () => Promise.resolve() },
        announceRotation: () => Promise.resolve(true),
      },
      makeKeychain: (options) =>
        new Keychain({
          ...options,
          itemLimit: this.#itemLimit,
          load: () => Promise.resolve(keytar),
          look: () => Promise.resolve(keytar.look),
          lockedAway: (account) => Promise.resolve(keytar.lockedAway(account, options.service)),
        }),
    });
    this.#run = { profiles, state, files };
    await profiles.open();
  }

  async end(): Promise<void> {
    if (!this.#run) return;
    const { profiles, files } = this.#run;
    // As a person who was asked, and lets everything go.
    await profiles.close(new Set(namesAtRisk(profiles.atRisk)));
    files.die();
  }

  async restart(): Promise<void> {
    await this.end();
    await this.open();
    await this.profiles.start();
  }

  get #running(): Run {
    if (!this.#run) throw new Error('the app is not open');
    return this.#run;
  }
}

/** An app that was just opened for the first time, and ends with the test. */
export async function setupProfiles(options?: ProfilesCoreOptions): Promise<ProfilesCore> {
  const core = new ProfilesCore(await temporaryFolder(), options);
  onTestFinished(() => core.end());
  await core.open();
  return core;
}
