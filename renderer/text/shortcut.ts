import { m } from '#messages';
import type { State } from '../../preload/contract.ts';

/** A letter with the key that commands take on this system: "Ctrl+C", "⌘C". */
export const shortcut = (letter: string, platform: State['app']['platform']): string =>
  platform === 'darwin' ? `⌘${letter}` : `${m.key_control()}+${letter}`;
