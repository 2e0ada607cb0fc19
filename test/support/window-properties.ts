import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Desktop } from './desktop.ts';

const exec = promisify(execFile);

/** What the app's window told the desktop, as a list of windows or a dock reads it (X11). */
export interface WindowProperties {
  /** By this a desktop finds the .desktop file, its name and its icon. */
  readonly className: string;
  readonly icon: {
    readonly width: number;
    readonly height: number;
    /** A pixel each: opacity, red, green and blue from the highest byte down. */
    readonly argb: readonly number[];
  };
}

/** Reads them from the visible window of that title. */
export async function windowProperties(desktop: Desktop, title: string): Promise<WindowProperties> {
  const options = { env: { ...desktop.env }, maxBuffer: 4_000_000, timeout: 30_000 };
  const search = ['search', '--sync', '--onlyvisible', '--name', title];
  const { stdout } = await exec('xdotool', search, options);
  const id = stdout.trim().split('\n').at(-1) ?? '';
  const read = async (...property: readonly string[]): Promise<string> =>
    (await exec('xprop', ['-notype', '-id', id, ...property], options)).stdout;
  const className = /"([^"]*)"\s*$/.exec(await read('WM_CLASS'))?.[1] ?? '';
  const numbers = (await read('32c', '_NET_WM_ICON')).match(/\d+/g) ?? [];
  const [width = 0, height = 0, ...argb] = numbers.map(Number);
  return { className, icon: { width, height, argb } };
}
