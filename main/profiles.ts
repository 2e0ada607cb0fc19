import { join } from 'node:path';
import { signInWithPassword } from './accounts/sign-in.ts';
import { AppError } from './app-error.ts';
import { bothAtRisk, type AtRisk } from './at-risk.ts';
import { sandboxOrigin } from './auth-api/endpoint.ts';
import { folderOf, makeProfile, type Profile, type ProfileOptions } from './make-profile.ts';
import { removeEverything, type Removal } from './remove-everything.ts';
import type { Sandbox } from './sandbox/server.ts';
import { removeTrialItems } from './trial-items.ts';
import type { VaultApp } from './vault-app.ts';
import { SerialQueue } from './vault/serial-queue.ts';

/**
 * The person's own vault, and the trial's beside it: each with a folder, a keychain service and
 * use cases of its own. One of them is shown.
 */
export class Profiles {
  readonly #options: ProfileOptions;
  /** One change of profile at a time. */
  readonly #queue = new SerialQueue();
  #current: VaultApp | null = null;
  /** The own vault while the trial is shown: it holds what is kept in memory only. */
  #behind: VaultApp | null = null;
  #sandbox: Sandbox | null = null;
  /** Why the trial could not be entered when it was last tried. */
  #failure: Error | null = null;

  constructor(options: ProfileOptions) {
    this.#options = options;
  }

  /** What is shown. Throws before `open`. */
  get current(): VaultApp {
    if (!this.#current) throw new Error('no profile is open');
    return this.#current;
  }

  /** Opens what was shown last. @throws AppError FILE_FROM_NEWER_VERSION; file errors. */
  async open(): Promise<void> {
    const inTrial = await this.#isInTrial();
    if (inTrial) {
      await this.#startSandbox();
      this.#behind = await this.#make('own');
    }
    this.#show(await this.#make(inTrial ? 'trial' : 'own'));
    const { state } = this.#options;
    // `start` signs in to it again: nobody is asked for an account of IONOS inside the trial.
    if (this.#hasLostItsAccount)
      state.change({ session: { ...state.current.session, status: 'starting' } });
  }

  /** Goes on after the first paint. @throws what nobody expects. */
  async start(): Promise<void> {
    await this.#queue.run(async () => {
      if (this.#hasLostItsAccount) await this.#comeBack();
    });
    await this.current.start();
  }

  /** One of its files may have been lost: a trial that nobody sees could never be left. */
  async #isInTrial(): Promise<boolean> {
    const files = ['index.json', 'index.json.old', 'sandbox.json'];
    for (const name of files)
      if (await this.#options.files.exists(join(this.#folder('trial'), name))) return true;
    return false;
  }

  get #hasLostItsAccount(): boolean {
    return this.current.workspace.trial && this.current.accounts.current === null;
  }

  /** Signs in to a trial whose account was lost; where that fails, the own vault is shown, and the next start tries again. */
  async #comeBack(): Promise<void> {
    const trial = this.current;
    try {
      await signInToTrial(trial);
    } catch (error) {
      this.#options.log.warn('the trial could not be gone on with', { error });
      trial.close();
      await this.#stopSandbox();
      const own = this.#behind ?? (await this.#make('own'));
      this.#behind = null;
      this.#show(own);
    }
  }

  /**
   * Starts the built-in sandbox and signs in to it; in the trial, signs in again where that ended.
   *
   * @throws AppError as signInWithPassword; BUSY while a token is being made or shown.
   */
  startTrial(): Promise<void> {
    return this.#queue.run(async () => {
      const { current } = this;
      if (current.workspace.trial) {
        const { account } = this.#options.state.current.session;
        if (!account?.authorised) await current.leave(() => signInToTrial(current));
        return;
      }
      await current.leave(() => this.#enterTrial());
      if (this.#failure === null) return;
      await current.start();
      throw this.#failure;
    });
  }

  /**
   * Ends the trial: its values leave the keychain, its files the disk, and the own vault is shown.
   *
   * @throws AppError the store's codes: the trial then stays as it is, nothing of it removed where
   *   the keychain is locked. BUSY as startTrial.
   */
  leaveTrial(): Promise<void> {
    return this.#queue.run(async () => {
      const trial = this.current;
      if (!trial.workspace.trial) return;
      await trial.leave(async () => {
        await removeTrialItems(trial, this.#sandbox?.admin ?? null);
        await this.#endTrial(trial);
      });
      const own = this.#behind ?? (await this.#make('own'));
      this.#behind = null;
      this.#show(own);
      await own.start();
    });
  }

  /**
   * Removes the own vault from this computer, files and all: the app has to end then.
   *
   * @returns false where the person did not mean it.
   * @throws AppError INVALID_REQUEST in the trial; BUSY as startTrial; as removeEverything; file errors.
   */
  removeEverything(
    removal: Removal,
    meant: (values: number) => Promise<boolean>,
  ): Promise<boolean> {
    return this.#queue.run(async () => {
      const { current } = this;
      if (current.workspace.trial) throw new AppError('INVALID_REQUEST');
      let removed = false;
      await current.leave(async () => {
        removed = await removeEverything(current, removal, meant);
        if (!removed) return;
        // One that could not be gone on with, and is not shown.
        if (await this.#isInTrial()) await removeTrialItems(await this.#make('trial'), null);
        current.close();
        for (const name of ['own', 'trial'] as const)
          await this.#options.files.remove(this.#folder(name));
      });
      return removed;
    });
  }

  /** Where it cannot be entered, the own vault is shown again, and `#failure` says why. */
  async #enterTrial(): Promise<void> {
    const own = this.current;
    this.#failure = null;
    await this.#startSandbox();
    const trial = await this.#make('trial');
    // What it still reads is not shown over the trial's.
    own.close();
    this.#behind = own;
    this.#show(trial);
    try {
      await signInToTrial(trial);
    } catch (error) {
      await removeTrialItems(trial, this.#sandbox?.admin ?? null).catch((failure: unknown) => {
        this.#options.log.warn('what a trial left could not be removed', { error: failure });
      });
      await this.#endTrial(trial);
      this.#behind = null;
      this.#show(own);
      this.#failure = error instanceof Error ? error : new AppError('INTERNAL');
    }
  }

  async #endTrial(trial: VaultApp): Promise<void> {
    trial.close();
    await this.#stopSandbox();
    await this.#options.files.remove(this.#folder('trial'));
  }

  /** What would be lost if the app ended now, in the profile that is shown and the one behind it. */
  get atRisk(): AtRisk {
    const { atRisk } = this.current;
    return this.#behind ? bothAtRisk(atRisk, this.#behind.atRisk) : atRisk;
  }

  /** Whether a keychain call does not return, so that the process cannot end by itself. */
  get stuck(): boolean {
    return [this.#current, this.#behind].some(
      (app) => app?.workspace.stores.keychain.stuck ?? false,
    );
  }

  /** The app ends. `given`: what the person was asked about, and lets go. */
  async close(given: ReadonlySet<string>): Promise<void> {
    for (const app of [this.#current, this.#behind]) await app?.letMemoryGo(given);
    this.#current?.close();
    await this.#stopSandbox();
  }

  #show(app: VaultApp): void {
    this.#current = app;
    const { state } = this.#options;
    state.change({ generated: null, ghosts: [] });
    app.show();
    if (this.#behind?.hasOpenRequest) state.notice('OWN_VAULT_REQUEST_OPEN');
    else state.dismiss('OWN_VAULT_REQUEST_OPEN');
  }

  #make(profile: Profile): Promise<VaultApp> {
    return makeProfile(this.#options, profile, () => this.#sandbox);
  }

  async #startSandbox(): Promise<void> {
    const { startSandbox } = await import('./sandbox/server.ts');
    this.#sandbox ??= await startSandbox({
      stateFile: join(this.#folder('trial'), 'sandbox.json'),
      accounts: 'trial',
    });
  }

  async #stopSandbox(): Promise<void> {
    const sandbox = this.#sandbox;
    this.#sandbox = null;
    await sandbox?.close();
  }

  #folder(profile: Profile): string {
    return folderOf(this.#options.folder, profile);
  }
}

/** @throws AppError as signInWithPassword. */
async function signInToTrial(trial: VaultApp): Promise<void> {
  const { accounts } = await import('./sandbox/accounts.ts');
  const { email, password } = accounts.trial;
  await signInWithPassword(trial, {
    endpoint: sandboxOrigin,
    email,
    password,
    contractNumber: null,
  });
}
