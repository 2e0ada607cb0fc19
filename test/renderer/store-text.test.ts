import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { m } from '#messages';
import { healthSentences } from '../../renderer/text/health-text.ts';
import { speak } from '../../renderer/text/language.svelte.ts';
import { keptText, storeText } from '../../renderer/text/state-text.ts';
import { storeOf, storeWords, type NamedStore } from '../../renderer/text/store-text.ts';
import { aHealth, aState, aStore } from './build.ts';

const systems: readonly (readonly [NamedStore['platform'], string, string])[] = [
  ['linux', 'Secret Service', 'your keyring (Secret Service)'],
  ['darwin', 'macOS Keychain', 'the macOS Keychain'],
  ['win32', 'Windows Credential Manager', 'the Windows Credential Manager'],
];

const inGerman: readonly (readonly [NamedStore['platform'], string, string, string])[] = [
  ['linux', 'Secret Service', 'Secret Service', 'Ihrem Schlüsselbund (Secret Service)'],
  ['darwin', 'macOS Keychain', 'macOS-Schlüsselbund', 'Ihrem macOS-Schlüsselbund'],
  [
    'win32',
    'Windows Credential Manager',
    'Windows-Anmeldeinformationsverwaltung',
    'der Windows-Anmeldeinformationsverwaltung',
  ],
];

describe.each(inGerman)('in German on %s', (platform, store, name, words) => {
  const named = { store, platform };
  const app = { ...aState().app, platform };

  beforeEach(() => {
    speak('de');
  });

  afterEach(() => {
    speak('en');
  });

  test('the store has the name that the system gives it in German', () => {
    expect(storeWords(named)).toBe(words);
    expect(storeText({ store: aStore({ name: store }), app })).toBe(`${name}: entsperrt`);
    expect(keptText({ kept: 'keychain' }, named)).toBe(`Gespeichert in ${words}`);
  });

  test('a sentence that begins with it has the right article', () => {
    const first = {
      linux: 'Ihr Schlüsselbund (Secret Service)',
      darwin: 'Ihr macOS-Schlüsselbund',
    };
    const begins = platform === 'win32' ? `Die ${name}` : first[platform];
    for (const sentence of [
      m.store_session(named),
      m.store_session_saved(named),
      m.health_session(named),
    ])
      expect(sentence.startsWith(`${begins} wurde `)).toBe(true);
  });
});

describe.each(systems)('on %s', (platform, store, words) => {
  const named = { store, platform };
  const first = words.charAt(0).toUpperCase() + words.slice(1);

  test('the store is called what a person would call it', () => {
    const app = { ...aState().app, platform };
    expect(storeWords(storeOf({ store: aStore({ name: store }), app }))).toBe(words);
  });

  test('every sentence that names it reads well', () => {
    const inside = { store: words };
    const health = aHealth({ name: store, platform });
    const sentences = {
      saved: m.generated_saved(inside),
      savedAs: m.generated_saved_as({ ...inside, label: 'ci' }),
      imported: m.imported({ ...inside, name: 'ci' }),
      signOut: m.sign_out_text(inside),
      kept: keptText({ kept: 'keychain' }, named),
      missing: m.store_session(named),
      missingSaved: m.store_session_saved(named),
      healthy: healthSentences(health)[0],
      absent: healthSentences({ ...health, kind: 'session', state: 'absent' })[0],
    };
    expect(sentences).toEqual({
      saved: expect.stringMatching(/^Saved in /) as string,
      savedAs: `Saved in ${words} as 'ci'. IONOS will not show this value again; this app can.`,
      imported: `Token 'ci' is saved in ${words}`,
      signOut: `Saved token values stay in ${words}. You can sign in again at any time.`,
      kept: `Saved in ${words}`,
      missing: expect.stringContaining(`${first} was not found on this computer. Token`) as string,
      missingSaved: expect.stringContaining(`${first} was not found. The values that`) as string,
      healthy: `Values are kept in ${words}.`,
      absent: `${first} was not found, so new values are kept in memory only.`,
    });
    for (const sentence of Object.values(sentences)) {
      // Each begins with a capital, the first and those after a period; no word stands there twice.
      expect(sentence).toMatch(/^[A-Z][^.]*(\. [A-Z][^.]*)*\.?$/);
      expect(sentence).not.toMatch(/\b(\w+) \1\b/i);
    }
  });
});
