import { Message } from 'dbus-next';
import { BusClient } from '../desktop/bus-client.ts';

const name = 'org.gnome.keyring.SystemPrompter';

/**
 * A prompter that takes every prompt and never answers, as a person does who is not there. It
 * counts what it is asked, so that a test can tell that nobody was asked anything.
 */
export class SilentPrompter {
  readonly #client: BusClient;
  readonly #asked: string[] = [];
  readonly #told = new Set<() => void>();

  private constructor(address: string) {
    this.#client = new BusClient(address);
    this.#client.bus.addMethodHandler((message: Message) => {
      if (!message.interface.includes('Prompter')) return false;
      this.#asked.push(message.member);
      for (const go of this.#told) go();
      this.#client.bus.send(Message.newMethodReturn(message, '', []));
      return true;
    });
  }

  /** Takes the prompter's name on the bus of a desktop. */
  static async on(env: Readonly<Record<string, string>>): Promise<SilentPrompter> {
    const prompter = new SilentPrompter(env['DBUS_SESSION_BUS_ADDRESS'] ?? '');
    await prompter.#client.bus.requestName(name, 0);
    return prompter;
  }

  /** What it was asked so far. */
  get asked(): readonly string[] {
    return this.#asked;
  }

  /** Resolves when it has been asked something. */
  async prompted(): Promise<void> {
    if (this.#asked.length === 0) await new Promise<void>((go) => this.#told.add(go));
  }

  /** Goes away, which dismisses its prompts. */
  close(): void {
    this.#client.close();
  }
}
