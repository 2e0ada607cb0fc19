import type { State } from '../../../preload/contract.ts';

/** What the frame shows and how, as it stands in its address. */
export interface Shown {
  /** A scene, or "story/" and the name of one. */
  readonly what: string;
  readonly language: State['app']['language'];
  readonly theme: State['settings']['theme'];
  /** Texts 40 % longer. */
  readonly pseudo: boolean;
  /** The fonts of the comparisons instead of the system's. */
  readonly ownFonts: boolean;
}

export function readAddress(search: string): Shown {
  const given = new URLSearchParams(search);
  const theme = given.get('theme');
  return {
    what: given.get('what') ?? '',
    language: given.get('language') === 'de' ? 'de' : 'en',
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    pseudo: given.has('pseudo'),
    ownFonts: given.has('own-fonts'),
  };
}

export function addressOf({ what, language, theme, pseudo, ownFonts }: Shown): string {
  const given = new URLSearchParams({ what, language, theme });
  if (pseudo) given.set('pseudo', '');
  if (ownFonts) given.set('own-fonts', '');
  return `?${given.toString()}`;
}
