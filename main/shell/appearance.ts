import { nativeTheme } from 'electron';
import type { AppState } from '../app-state.ts';

/**
 * Light or dark as chosen, for the pages and what the system draws; and the menu, which stands in
 * one language until it is made anew.
 */
export function followAppearance(state: AppState, showMenu: () => void): void {
  const look = (): void => {
    nativeTheme.themeSource = state.current.settings.theme;
  };
  look();
  showMenu();
  let spoken = state.current.app.language;
  state.onChange(({ app, settings }) => {
    if (settings) look();
    if (!app || app.language === spoken) return;
    spoken = app.language;
    showMenu();
  });
}
