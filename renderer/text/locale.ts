import { getLocale } from '#runtime';

/**
 * The locale for dates and numbers: the words are in the app's language, so month names must be
 * too, but order and clock are those of the person's own region (en-GB, de-AT) where it is known.
 */
export function formatLocale(preferred: readonly string[] = navigator.languages): string {
  const language: string = getLocale();
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language;
}
