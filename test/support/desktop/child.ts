import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';

/** The environment of a process of the desktop: complete, nothing is inherited. */
export type Environment = Readonly<Record<string, string>>;

/** A process that belongs to a desktop: it ends with `stop()`, and with this process at the latest. */
export class Child {
  readonly #process: ChildProcess;
  readonly #exit: Promise<unknown>;
  readonly #name: string;
  #complaints = '';

  /**
   * Starts `command`. The kernel ends it when this process dies, however that happens
   * (setpriv's --pdeathsig: a test runner that is killed cleans nothing up).
   */
  constructor(command: string, args: readonly string[], env: Environment, extraPipes = 0) {
    const stdio: StdioOptions = [
      'pipe',
      'pipe',
      'pipe',
      ...Array.from({ length: extraPipes }, () => 'pipe' as const),
    ];
    this.#name = command;
    this.#process = spawn('setpriv', ['--pdeathsig', 'TERM', command, ...args], {
      env: { ...env },
      stdio,
    });
    this.#exit = Promise.race([once(this.#process, 'exit'), once(this.#process, 'error')]);
    this.#exit.catch(() => undefined); // asked for again in stop()
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4_000);
    });
  }

  /** Writes `text` to the process's standard input and closes it. */
  feed(text: string): void {
    this.#process.stdin?.end(text);
  }

  /** The first line that the process writes to a file descriptor. Throws when it ends before. */
  async firstLine(fd: number): Promise<string> {
    const stream = this.#process.stdio[fd] as Readable;
    stream.setEncoding('utf8');
    let text = '';
    const line = new Promise<string>((resolve) => {
      stream.on('data', (chunk: string) => {
        text += chunk;
        const end = text.indexOf('\n');
        if (end >= 0) resolve(text.slice(0, end));
      });
    });
    return Promise.race([line, this.failure()]);
  }

  /** Resolves when the process has ended well. Rejects with its complaint when it has not. */
  async finished(): Promise<void> {
    await this.#exit;
    if (this.#process.exitCode !== 0) await this.failure();
  }

  /** Never resolves; rejects with what the process complained of, should it end. */
  async failure(): Promise<never> {
    await this.#exit.catch(() => undefined);
    throw new Error(`${this.#name} failed. ${this.#complaints.trim()}`);
  }

  /** Ends the process and waits until it is gone; `signal` SIGKILL gives it no chance to tidy up. */
  async stop(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    this.#process.kill(signal);
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 2_000);
    await this.#exit.catch(() => undefined);
    clearTimeout(patience);
  }
}
