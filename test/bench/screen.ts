import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Child, type Environment } from '../support/desktop/child.ts';

/** A part of the screen, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What an area showed from a moment on. `hash` is the same for the same pixels. */
interface Look {
  /** `performance.now()`, ms. */
  readonly at: number;
  readonly hash: number;
}

export const screenSize = { width: 1400, height: 1000 } as const;
const bytesPerPixel = 4;
/** How often the area is looked at, ms. */
const everyMs = 2;

/**
 * A screen whose pixels lie in a file that the X server maps (-fbdir): what a window shows is seen from
 * outside, without asking it, in a fraction of a millisecond.
 */
export class Screen {
  readonly name: string;
  readonly #server: Child;
  readonly #file: number;
  readonly #start: number;

  private constructor(name: string, server: Child, file: number) {
    this.name = name;
    this.#server = server;
    this.#file = file;
    this.#start = pixelsBegin(file);
  }

  static async open(env: Environment, folder: string): Promise<Screen> {
    const options = [
      '-displayfd',
      '3',
      '-screen',
      '0',
      `${screenSize.width}x${screenSize.height}x24`,
    ];
    const server = new Child(
      'Xvfb',
      [...options, '-fbdir', folder, '-nolisten', 'tcp', '-noreset'],
      env,
      1,
    );
    const name = `:${(await server.firstLine(3)).trim()}`;
    return new Screen(name, server, openSync(join(folder, 'Xvfb_screen0'), 'r'));
  }

  async close(): Promise<void> {
    closeSync(this.#file);
    await this.#server.stop();
  }

  /**
   * When `area` began to show what it still shows after `quietMs` without a change.
   *
   * @returns ms of `performance.now()`. @throws Error when that is not so within `patienceMs`.
   */
  async settled(area: Area, { quietMs = 1_500, patienceMs = 20_000 } = {}): Promise<number> {
    const begin = performance.now();
    const blank = this.#look(area);
    let last: Look = blank;
    for (;;) {
      await pause(everyMs);
      const look = this.#look(area);
      if (look.hash !== last.hash) last = look;
      if (last.hash !== blank.hash && look.at - last.at >= quietMs) return last.at;
      if (look.at - begin > patienceMs) throw new Error('the window shows nothing that stays');
    }
  }

  #look({ x, y, width, height }: Area): Look {
    const line = Buffer.allocUnsafe(width * bytesPerPixel);
    const at = performance.now();
    let hash = 0;
    // Every fourth line: letters are higher than that.
    for (let row = y; row < y + height; row += 4) {
      readSync(
        this.#file,
        line,
        0,
        line.length,
        this.#start + (row * screenSize.width + x) * bytesPerPixel,
      );
      for (let pixel = 0; pixel < line.length; pixel += bytesPerPixel)
        hash = (Math.imul(hash, 31) + line.readUInt32LE(pixel)) | 0;
    }
    return { at, hash };
  }
}

/** Of an XWD file: the header's length, and as many colours of 12 bytes as it says. */
function pixelsBegin(file: number): number {
  const header = Buffer.alloc(100);
  readSync(file, header, 0, header.length, 0);
  const [headerSize, colors] = [header.readUInt32BE(0), header.readUInt32BE(76)];
  return headerSize + colors * 12;
}
