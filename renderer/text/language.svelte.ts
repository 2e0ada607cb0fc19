import { getLocale, overwriteGetLocale, type Locale } from '#runtime';
import { fetchSentences } from './sentences.ts';
import { forgetFormats } from './time.ts';

/** How many languages were fetched: what waits for one looks again. */
let fetched = $state(0);

/** What every message is said in, once something was. */
let asked: Locale | null = null;

/** What the page says from now on is in this language; what stands already has to be made anew. */
export function speak(language: Locale): void {
  if (language === asked && document.documentElement.lang === language) return;
  // Every message asks for it: paraglide's own way looks at the page's address each time.
  asked = language;
  overwriteGetLocale(() => language);
  document.documentElement.lang = language;
  forgetFormats();
}

/** Speaks `wanted` once its sentences are there. @returns what is spoken until then. */
export function spoken(wanted: Locale): Locale {
  const coming = fetched < Infinity ? fetchSentences(wanted) : null;
  if (coming === null) speak(wanted);
  else
    void coming.then(() => {
      fetched += 1;
    });
  return getLocale();
}
