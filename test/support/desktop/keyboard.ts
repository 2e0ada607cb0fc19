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

  /** Waits until there is a window of that title, a minute at most. */
  async waitFor(title: string): Promise<void> {
    await exec('xdotool', [...windowOf(title)], { env: { ...this.#env }, timeout: 60_000 });
  }

  /** Gives the keyboard to a window by its title (there is no window manager), and presses there. */
  async pressIn(title: string, combination: string): Promise<void> {
    const args = [...windowOf(title), 'windowfocus', '--sync', 'key', combination];
    await exec('xdotool', args, { env: { ...this.#env }, timeout: 60_000 });
  }

  /** Types a text into whatever has the keyboard. */
  async type(text: string): Promise<void> {
    await exec('xdotool', ['type', '--delay', '20', text], { env: { ...this.#env } });
  }
}

const windowOf = (title: string): readonly string[] => [
  ...['search', '--sync', '--onlyvisible', '--name'],
  title,
];
