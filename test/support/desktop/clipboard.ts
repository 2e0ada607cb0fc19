import { execFile } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Child, type Environment } from './child.ts';

const exec = promisify(execFile);

/** X11's two: what Ctrl+C fills, and what marking text with the mouse fills. */
export type Selection = 'clipboard' | 'primary';

/** A desktop's clipboard, seen from outside the app, by xclip. */
export class Clipboard {
  readonly #env: Environment;

  constructor(env: Environment) {
    this.#env = env;
  }

  /**
   * What is on it, as text, or '' when nothing is. `target` asks for another format than text,
   * such as "TARGETS" for the list of formats.
   */
  async read(selection: Selection = 'clipboard', target = 'UTF8_STRING'): Promise<string> {
    const args = ['-selection', selection, '-out', '-target', target];
    try {
      const { stdout } = await exec('xclip', args, { env: { ...this.#env }, timeout: 5_000 });
      return stdout;
    } catch (error) {
      // xclip fails the same way for "nobody owns it" and "not in this format".
      if (error instanceof Error && /not available/.test(error.message)) return '';
      throw error;
    }
  }

  /**
   * Puts `text` on it, as another program would. Resolves when that program owns the selection: what
   * it holds then outlives the program that copied it first, as with a clipboard manager.
   */
  async write(text: string, selection: Selection = 'clipboard'): Promise<void> {
    const writer = new Child('xclip', ['-selection', selection, '-in'], this.#env);
    writer.feed(text);
    await writer.finished();
    // Its parent ends before the child that goes on has told the screen.
    for (const end = Date.now() + 5_000; (await this.read(selection)) !== text;) {
      if (Date.now() > end) throw new Error('xclip did not take the selection');
      await pause(20);
    }
  }
}
