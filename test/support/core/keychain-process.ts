import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** One call of the driver. */
export interface KeychainCall {
  readonly id: number;
  readonly method: 'get' | 'set' | 'delete' | 'probe' | 'state' | 'stuck';
  readonly args: readonly string[];
}

/** What the driver answers: a call's end, or that a call keeps the person waiting. */
export type KeychainReply =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string }
  | { readonly waiting: boolean };

/** How a call ended: its value, or the code of its failure. */
export type Outcome = { readonly value: unknown } | { readonly error: string };

interface ProcessOptions {
  readonly service?: string;
  /** Frees a caller that waits longer than this, ms. */
  readonly patienceMs?: number;
}

/**
 * The app's own Keychain and the real keytar in a process of a desktop's environment:
 *
 *     const keychain = new KeychainProcess(desktop.env);
 *     await keychain.call('set', 'token:1', 'value');
 *     keychain.kill();
 */
export class KeychainProcess {
  /** What was said of waiting, in its order. */
  readonly waiting: boolean[] = [];
  readonly #child: ChildProcess;
  readonly #ended: Promise<Outcome>;
  readonly #open = new Map<number, (outcome: Outcome) => void>();
  readonly #told = new Set<() => void>();
  #calls = 0;

  constructor(env: Readonly<Record<string, string>>, options: ProcessOptions = {}) {
    const { service = 'Token Vault test', patienceMs = 90_000 } = options;
    const driver = fileURLToPath(new URL('keychain-driver.ts', import.meta.url));
    this.#child = spawn(process.execPath, [driver, service, String(patienceMs)], {
      env: { ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#ended = once(this.#child, 'exit').then(([code, signal]) => ({
      error: `the process ended: ${String(code ?? signal)}`,
    }));
    if (this.#child.stdout)
      createInterface({ input: this.#child.stdout }).on('line', (line) => {
        this.#hear(JSON.parse(line) as KeychainReply);
      });
  }

  /** Never rejects: a failure is an outcome, and so is a process that ends meanwhile. */
  call(method: KeychainCall['method'], ...args: string[]): Promise<Outcome> {
    this.#calls += 1;
    const call: KeychainCall = { id: this.#calls, method, args };
    const answered = new Promise<Outcome>((resolve) => this.#open.set(call.id, resolve));
    this.#child.stdin?.write(`${JSON.stringify(call)}\n`);
    return Promise.race([answered, this.#ended]);
  }

  /** Resolves once `waiting` ends with this. */
  async untilWaiting(last: boolean): Promise<void> {
    while (this.waiting.at(-1) !== last) await new Promise<void>((go) => this.#told.add(go));
  }

  /** Ends it as nothing else can while a prompt stands open. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #hear(reply: KeychainReply): void {
    if ('waiting' in reply) {
      this.waiting.push(reply.waiting);
      for (const go of this.#told) go();
      this.#told.clear();
      return;
    }
    const { id, ...outcome } = reply;
    this.#open.get(id)?.(outcome);
    this.#open.delete(id);
  }
}
