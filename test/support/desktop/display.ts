import { Child, type Environment } from './child.ts';

/** A virtual screen of a desktop's own. */
export interface Display {
  /** What DISPLAY is set to, such as ":3". */
  readonly name: string;
  readonly stop: () => Promise<void>;
}

/** Starts an X server without a monitor on a free display number and waits until it answers. */
export async function startDisplay(env: Environment): Promise<Display> {
  const options = ['-displayfd', '3', '-screen', '0', '1400x1000x24', '-nolisten', 'tcp'];
  // -noreset: without it the server starts over, clipboard and all, when its last client leaves.
  const server = new Child('Xvfb', [...options, '-noreset'], env, 1);
  const number = await server.firstLine(3);
  return { name: `:${number.trim()}`, stop: () => server.stop() };
}
