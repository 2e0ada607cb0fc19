import { setTimeout } from 'node:timers/promises';
import { readSecretServiceState } from '../../../main/vault/secret-service.ts';
import { BusClient } from './bus-client.ts';
import { Child, type Environment } from './child.ts';
import { lockLogin, lookUp, lookUpAll, putItem, unlockLogin } from './secret-service.ts';

// Not empty: with an empty password gnome-keyring makes no collection.
const password = 'the password of this desktop';
const secretService = 'org.freedesktop.secrets';
const prompter = 'org.gnome.keyring.SystemPrompter';

/** The real gnome-keyring of one desktop. */
export class Keyring {
  readonly #address: string;
  readonly #env: Environment;
  #daemon: Child | undefined;
  #prompter: BusClient | undefined;

  constructor(address: string, env: Environment) {
    this.#address = address;
    this.#env = env;
  }

  /** Starts the daemon, unlocked; the first start makes the collection. Resolves when it serves. */
  async start(): Promise<void> {
    const args = ['--foreground', '--unlock', '--components=secrets'];
    const daemon = new Child('gnome-keyring-daemon', args, this.#env);
    daemon.feed(password);
    this.#daemon = daemon;
    await Promise.race([this.#waitForService(true), daemon.failure()]);
    await this.#waitForOpen();
  }

  /** Locks the collection, as a screen lock or the person may do. */
  lock(): Promise<void> {
    return lockLogin(this.#address);
  }

  /** Unlocks it again, without a prompt. */
  unlock(): Promise<void> {
    return unlockLogin(this.#address, password);
  }

  /**
   * From now on every prompt is dismissed at once, as if the person had pressed Escape: this owns
   * the prompter's name with nothing behind it. `allowPrompts()` ends that.
   */
  async dismissPrompts(): Promise<void> {
    if (this.#prompter !== undefined) return;
    this.#prompter = new BusClient(this.#address);
    await this.#prompter.bus.requestName(prompter, 0);
  }

  /** Prompts open their real window again. */
  allowPrompts(): void {
    this.#prompter?.close();
    this.#prompter = undefined;
  }

  /** The Secret Service vanishes, without a goodbye. What was stored is there after `start()`. */
  async kill(): Promise<void> {
    await this.#daemon?.stop('SIGKILL');
    this.#daemon = undefined;
    await this.#waitForService(false);
  }

  /**
   * What is stored for keytar's (service, account), read past the app, or undefined.
   * Rejects when the collection is locked.
   */
  lookup(service: string, account: string): Promise<string | undefined> {
    return lookUp(this.#address, { service, account });
  }

  /** All that is stored for keytar's service, by account, read past the app. */
  items(service: string): Promise<ReadonlyMap<string, string>> {
    return lookUpAll(this.#address, { service });
  }

  /** Puts an item there past keytar, as any program of the same user can. */
  put(attributes: Readonly<Record<string, string>>, label: string, value: string): Promise<void> {
    return putItem(this.#address, attributes, label, value);
  }

  /** Ends the daemon with its desktop. */
  async stop(): Promise<void> {
    this.allowPrompts();
    await this.#daemon?.stop();
  }

  /** The daemon serves before it has opened, or made, its collection. */
  async #waitForOpen(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      if ((await readSecretServiceState(this.#address)) === 'ready') return;
      await setTimeout(50);
    }
    throw new Error('gnome-keyring serves, and its collection stays locked.');
  }

  async #waitForService(owned: boolean): Promise<void> {
    const client = new BusClient(this.#address);
    try {
      await client.waitForName(secretService, owned);
    } finally {
      client.close();
    }
  }
}
