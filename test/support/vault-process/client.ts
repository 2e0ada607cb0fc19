import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Environment } from '../desktop/child.ts';
import type { KillableApp } from '../reliability/stage.ts';
import type { Act, Outcome, Reply, VaultOrder } from './protocol.ts';

/**
 * A running vault that can be killed:
 *
 *     const vault = await VaultProcess.start(script, desktop.env, order);
 *     await vault.act({ kind: 'start' });
 *     await vault.kill();
 */
export class VaultProcess implements KillableApp {
  readonly #child: ChildProcess;
  readonly #gone: Promise<{ readonly kind: 'killed' }>;
  #hear: (reply: Reply) => void = () => undefined;
  #complaints = '';

  private constructor(script: string, env: Environment) {
    this.#child = spawn(process.execPath, [script], { env: { ...env }, stdio: 'pipe' });
    this.#gone = once(this.#child, 'exit').then(() => ({ kind: 'killed' }));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4_000);
    });
    if (this.#child.stdout)
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        this.#hear(JSON.parse(line) as Reply);
      });
  }

  /** Resolves when the vault is open; rejects with its complaint when it does not open. */
  static async start(script: string, env: Environment, order: VaultOrder): Promise<VaultProcess> {
    const vault = new VaultProcess(script, env);
    const reply = await vault.#send(order);
    if (reply.kind !== 'ready') throw new Error(`the vault did not open. ${vault.#complaints}`);
    return vault;
  }

  /** Rejects when the process ends by itself. */
  async act(act: Act): Promise<Outcome> {
    const reply = await this.#send(act);
    if (reply.kind === 'ready') throw new Error('the vault said twice that it is open');
    if (reply.kind === 'killed' && !this.#child.killed)
      throw new Error(`the vault ended by itself. ${this.#complaints}`);
    return reply;
  }

  /** As `kill -9`, whatever it is doing. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#gone;
  }

  #send(message: Act | VaultOrder): Promise<Reply | { readonly kind: 'killed' }> {
    const heard = new Promise<Reply>((resolve) => {
      this.#hear = resolve;
    });
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`, () => undefined);
    return Promise.race([heard, this.#gone]);
  }
}
