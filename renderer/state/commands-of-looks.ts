import { m } from '#messages';
import type { Command } from './commands.ts';
import type { Page } from './page.svelte.ts';

/** How the app looks and which language it speaks: those that it does not have now. */
export function commandsOfLooks({ vault }: Page): readonly Command[] {
  const { settings } = vault;
  type Look = Partial<Pick<typeof settings, 'theme' | 'language'>>;
  const wanted: readonly (readonly [Look, string])[] = [
    [{ theme: 'system' }, m.commands_theme({ theme: m.settings_system() })],
    [{ theme: 'light' }, m.commands_theme({ theme: m.settings_theme_light() })],
    [{ theme: 'dark' }, m.commands_theme({ theme: m.settings_theme_dark() })],
    [{ language: 'system' }, m.commands_language({ language: m.settings_system() })],
    [{ language: 'en' }, m.commands_language({ language: 'English' })],
    [{ language: 'de' }, m.commands_language({ language: 'Deutsch' })],
  ];
  return wanted
    .filter(([{ theme, language }]) => theme !== settings.theme && language !== settings.language)
    .map(([changes, words]) => ({
      id: words,
      words,
      icon: 'settings',
      keys: '',
      run: () => void vault.act((bridge) => bridge.app.changeSettings(changes)),
    }));
}
