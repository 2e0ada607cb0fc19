import type { Locale } from '#runtime';

/**
 * Brings the sentences of a language. Where the page is not built all of them are there from the start;
 * the build puts a module of its own in place of this one (scripts/messages/plugin.ts).
 *
 * @returns when they are there; null: they are.
 */
export const fetchSentences: (language: Locale) => Promise<void> | null = () => null;
