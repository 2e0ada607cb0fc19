import { locales, overwriteGetLocale, type Locale } from '#runtime';
import type { State } from '../preload/contract.ts';

/**
 * The language of the app: the chosen one, else the first of the person's own that there is, else
 * English.
 *
 * @param preferred BCP 47 tags as the system lists them, the dearest first.
 */
export function languageFor(
  chosen: State['settings']['language'],
  preferred: readonly string[],
): Locale {
  if (chosen !== 'system') return chosen;
  const known = preferred.map((tag) => locales.find((locale) => isOf(tag, locale)));
  return known.find((locale) => locale !== undefined) ?? 'en';
}

const isOf = (tag: string, locale: Locale): boolean =>
  tag.toLowerCase() === locale || tag.toLowerCase().startsWith(`${locale}-`);

/** What main says from now on is in this language: menus, dialogs, tray, notifications. */
export function speak(language: Locale): void {
  overwriteGetLocale(() => language);
}
