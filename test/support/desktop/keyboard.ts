import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from './child.ts';

const exec = promisify(execFile);

/** A desktop's keyboard: keys that the X server itself reports (XTest), as a person's are. */
export class Keyboard {
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  /** Presses and releases a combination in xdotool's words, such as "ctrl+alt+k". */
  async press(combination: string): Promise<void> {
    await exec('xdotool', ['key', combination], { env: { ...this.#env } });
  }

  /** Types a text into whatever has the keyboard. */
  async type(text: string): Promise<void> {
    await exec('xdotool', ['type', '--delay', '20', text], { env: { ...this.#env } });
  }
}
