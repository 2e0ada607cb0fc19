import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { EndpointGuard } from '../../../main/accounts/endpoint-guard.ts';
import { signInWithPassword, signInWithToken } from '../../../main/accounts/sign-in.ts';
import { defaultEndpoint } from '../../../main/auth-api/endpoint.ts';
import type { Transport } from '../../../main/auth-api/transport.ts';
import { accounts, type AccountName } from '../../../main/sandbox/accounts.ts';
import type { SandboxOptions } from '../../../main/sandbox/server.ts';
import type { GenerateRequest } from '../../../main/tokens/generation.ts';
import type { Step, StepObserver } from '../../../main/tokens/steps.ts';
import { type VaultApp } from '../../../main/vault-app.ts';
import type { Index } from '../../../main/vault/index-file.ts';
import {
  openGenerates,
  type GenerateIntent,
  type JournalContent,
} from '../../../main/vault/journal.ts';
import type { State } from '../../../preload/contract.ts';
import { startTestSandbox, type SandboxControl, type TestSandbox } from '../sandbox-control.ts';
import { FakeKeytar, type KeyringMode } from './fake-keytar.ts';
import {
  FakeBackupFiles,
  FakeClipboard,
  FakeEndpointQuestion,
  FakeSaveDialog,
  FakeTokenFiles,
  RecordingLog,
} from './fake-ports.ts';
import { ImpatientClock, ManualClock } from './manual-clock.ts';
import { nodeTransport } from './node-transport.ts';
import { openRun, type Run } from './open-run.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type TestFiles } from './test-files.ts';
import { knownId } from '../known-id.ts';

export interface CoreOptions {
  readonly keyring?: KeyringMode;
  readonly sandbox?: SandboxOptions;
  readonly transport?: Transport;
  readonly loopbackOnly?: boolean;
}

/** Where a test steps in: the step's name, or `done`. */
export type StepName = Step<never>['name'];

/**
 * The use cases as the app wires them, without Electron: the real sandbox over HTTP, the real files
 * in a folder of the test's own, a keyring in memory and a clock that stands still.
 *
 *     const core = await setupCore();
 *     await core.signIn('plain');
 *     const { tokenId, value } = await core.generate();
 *     core.keytar.mode = 'locked';
 *     await core.restart();
 */
export async function setupCore(options: CoreOptions = {}): Promise<Core> {
  const clock = new ManualClock();
  const sandbox = await startTestSandbox({ now: () => clock.now(), ...options.sandbox });
  const folder = await temporaryFolder();
  const keytar = new FakeKeytar();
  keytar.mode = options.keyring ?? 'unlocked';
  const core = new Core({ options, clock, sandbox, folder, keytar });
  onTestFinished(async () => {
    core.end();
    await sandbox.close();
  });
  await core.open();
  return core;
}

interface Parts {
  readonly options: CoreOptions;
  readonly clock: ManualClock;
  readonly sandbox: TestSandbox;
  readonly folder: string;
  readonly keytar: FakeKeytar;
}

/** One app after another over the same folder, keyring and sandbox. */
export class Core {
  readonly clock: ManualClock;
  readonly sandbox: TestSandbox;
  /** Where the next app that is opened has its files: after a power cut on another disk. */
  folder: string;
  readonly keytar: FakeKeytar;
  readonly clipboard = new FakeClipboard();
  readonly saveDialog = new FakeSaveDialog();
  readonly tokenFiles = new FakeTokenFiles();
  readonly backupFiles = new FakeBackupFiles();
  readonly endpointQuestion = new FakeEndpointQuestion();
  /** The rotations that were said to finish by themselves in an hour. */
  readonly announced: { readonly label: string; readonly finishAt: number }[] = [];
  /** Whether somebody shows what is announced; a promise: that is not known yet. */
  announcing: boolean | Promise<boolean> = true;
  readonly log = new RecordingLog();
  /** The steps that were reached, as `operation/step`. */
  readonly steps: string[] = [];
  /** The waits between tries of reads and deletes, which end at once here. */
  readonly retries: ImpatientClock;
  readonly #options: CoreOptions;
  readonly #acts = new Map<string, () => Promise<void> | void>();
  #run: Run | null = null;

  constructor({ options, clock, sandbox, folder, keytar }: Parts) {
    this.#options = options;
    this.clock = clock;
    this.sandbox = sandbox;
    this.folder = folder;
    this.keytar = keytar;
    this.retries = new ImpatientClock(clock);
  }

  get app(): VaultApp {
    return this.#running.app;
  }

  get files(): TestFiles {
    return this.#running.files;
  }

  get control(): SandboxControl {
    return this.sandbox.control;
  }

  get state(): State {
    return this.#running.state.current;
  }

  get index(): Index {
    return this.app.workspace.index.content;
  }

  /** The generates that are open, on disk. */
  async journal(): Promise<readonly GenerateIntent[]> {
    const text = await readFile(join(this.folder, 'journal.json'), 'utf8').catch(() => null);
    if (text === null) return [];
    return openGenerates(JSON.parse(text) as JournalContent);
  }

  /** Everything that is on disk, as one text. */
  async disk(): Promise<string> {
    const names = await readdir(this.folder);
    const texts = names.map(async (name) => `${name}\n${await this.file(name)}`);
    return (await Promise.all(texts)).join('\n');
  }

  file(name: string): Promise<string> {
    return readFile(join(this.folder, name), 'utf8');
  }

  /** Hears every change of the state, as a page does; returns the end. */
  onChange(listener: (changed: Partial<State>) => void): () => void {
    return this.#running.state.onChange(listener);
  }

  /** Waits, without sleeping, until the state is as wanted; ends with the test's time. */
  until(isThere: (state: State) => boolean): Promise<State> {
    const { state } = this.#running;
    return new Promise((resolve) => {
      const look = (): boolean => {
        if (!isThere(state.current)) return false;
        resolve(state.current);
        return true;
      };
      if (look()) return;
      const end = state.onChange(() => {
        if (look()) end();
      });
    });
  }

  /** Waits until the list of the current account was read, or could not be. */
  untilListed(): Promise<State> {
    return this.until(({ list, session }) => {
      const own = list.accounts.find(({ accountId }) => accountId === session.account?.id);
      return ['ready', 'failed'].includes((own ?? list).status);
    });
  }

  /** Signs in by password, as the dialog does. */
  async signIn(account: AccountName, contractNumber: number | null = null): Promise<void> {
    const { email, password } = accounts[account];
    const endpoint = this.sandbox.origin;
    await signInWithPassword(this.app, { endpoint, email, password, contractNumber });
    await this.untilListed();
  }

  async signInWithToken(token: string, contractNumber: number | null = null): Promise<void> {
    const endpoint = this.sandbox.origin;
    await signInWithToken(this.app, { endpoint, token, contractNumber });
    await this.untilListed();
  }

  /** Generates as the dialog does, and waits for the list after it. */
  async generate(
    request: Partial<GenerateRequest> = {},
  ): Promise<{ tokenId: string; value: string }> {
    const whole = {
      ttlSeconds: 3600,
      label: 'deploy',
      note: '',
      usedIn: '',
      color: 'none' as const,
      keep: true,
      ...request,
    };
    const made = await this.app.generation.generate(whole);
    await this.untilListed();
    return { ...made, tokenId: knownId(made) };
  }

  /** Does something when a step is reached, before it runs. */
  before(operation: string, step: StepName, act: () => Promise<void> | void): void {
    this.#acts.set(`${operation}/${step}`, act);
  }

  /** Ends the process when a step is reached, as SIGKILL does; resolves when it is dead. */
  dieAt(operation: string, step: StepName): Promise<void> {
    return new Promise((resolve) => {
      this.before(operation, step, () => {
        this.#acts.clear();
        this.end();
        resolve();
        return new Promise(() => undefined);
      });
    });
  }

  /** Ends the process as SIGKILL does and opens the app anew, up to its first picture. */
  async restart(): Promise<void> {
    this.end();
    await this.open();
  }

  /** As SIGKILL: what still runs of the app reaches neither files nor timers any more. */
  end(): void {
    if (!this.#run) return;
    this.#run.files.die();
    this.#run.app.close();
  }

  async open(): Promise<void> {
    const { clock, keytar, log, folder, retries, clipboard, saveDialog } = this;
    const { tokenFiles, backupFiles } = this;
    const { loopbackOnly = false, transport = nodeTransport } = this.#options;
    this.#run = await openRun({
      folder,
      clock,
      retries,
      keytar,
      log,
      transport,
      loopbackOnly,
      observe: this.#observe,
      ports: {
        clipboard,
        saveDialog,
        tokenFiles,
        announceRotation: async ({ label, finishAt }) => {
          this.announced.push({ label, finishAt });
          return this.announcing;
        },
        backupFiles,
        backupWork: 1,
        endpoints: new EndpointGuard({
          known: new Set([defaultEndpoint]),
          ask: this.endpointQuestion.ask,
        }),
      },
    });
    this.app.show();
  }

  readonly #observe: StepObserver = async (operation, step) => {
    this.steps.push(`${operation}/${step}`);
    await this.#acts.get(`${operation}/${step}`)?.();
  };

  get #running(): Run {
    if (!this.#run) throw new Error('the app is not open');
    return this.#run;
  }
}
