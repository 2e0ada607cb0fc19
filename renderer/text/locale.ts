import { getLocale } from '#runtime';

/**
 * The locale for dates and numbers: the words are in the app's language, so month names must be
 * too, but order and clock are those of the person's own region (en-GB, en-DE, de-AT).
 *
 * @param preferred the person's languages, the first one first, as BCP 47 tags.
 */
export function formatLocale(preferred: readonly string[] = navigator.languages): string {
  const language: string = getLocale();
  const own = preferred.find((tag) => tag === language || tag.startsWith(`${language}-`));
  const [first = language] = preferred;
  if (own === first) return own;
  // Chromium puts American English behind other languages: it says nothing of where a person is.
  const { region } = new Intl.Locale(first);
  return region === undefined ? (own ?? language) : `${language}-${region}`;
}
