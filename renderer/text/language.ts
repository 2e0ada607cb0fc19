import { getLocale, overwriteGetLocale, type Locale } from '#runtime';
import { forgetFormats } from './time.ts';

/** What the page says from now on is in this language; what stands already has to be made anew. */
export function speak(language: Locale): void {
  if (language === getLocale() && document.documentElement.lang === language) return;
  // Asked once: every message asks for it.
  overwriteGetLocale(() => language);
  document.documentElement.lang = language;
  forgetFormats();
}
