import { afterEach, expect, test } from 'vitest';
import { m } from '#messages';
import { languageFor, speak } from '../../main/language.ts';

afterEach(() => {
  speak('en');
});

test.each([
  ['system', ['de-AT', 'en-US'], 'de'],
  ['system', ['fr-FR', 'de', 'en'], 'de'],
  ['system', ['en-GB', 'de-DE'], 'en'],
  ['system', ['DE-ch'], 'de'],
  ['system', ['den-CA'], 'en'],
  ['system', ['ja'], 'en'],
  ['system', [], 'en'],
  ['de', ['en-US'], 'de'],
  ['en', ['de-DE'], 'en'],
] as const)('%s for a person who reads %j is %s', (chosen, preferred, language) => {
  expect(languageFor(chosen, preferred)).toBe(language);
});

test('what main says is said in it from then on', () => {
  expect(m.main_menu_hide()).toBe('Hide Token Vault');
  speak('de');
  expect(m.main_menu_hide()).toBe('Token Vault ausblenden');
});
