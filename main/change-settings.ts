import { AppError } from './app-error.ts';
import type { State } from '../preload/contract.ts';
import type { AppState } from './app-state.ts';
import type { JsonFile } from './vault/json-file.ts';
import type { Settings } from './vault/settings-file.ts';

/** The desktop, as far as it has to be asked for the shortcut of quick access. */
export interface Shortcuts {
  /** Takes an accelerator in place of the one before, which stays where this one is refused. */
  take(accelerator: string): 'none' | 'taken' | 'refused';
}

export interface SettingsParts {
  readonly state: AppState;
  readonly settings: JsonFile<Settings>;
  readonly shortcuts: Shortcuts;
  /** Speaks another language from now on. @returns which one that is. */
  readonly speak: (chosen: Settings['language']) => State['app']['language'];
}

/** Settings to change; what is left out or undefined stays. */
export type SettingsChange = { readonly [K in keyof Settings]?: Settings[K] | undefined };

/**
 * Whether a combination leaves to other programs what people type and copy with; an empty one is none.
 * The page says so in words before it asks; script in it might not.
 */
function isUsable(combination: string): boolean {
  const held = combination.split('+').slice(0, -1);
  const rare = held.includes('Super') || /^F(?:1[3-9]|2\d)$/.test(combination);
  return combination === '' || rare || held.length >= 2;
}

/**
 * Changes settings: written at once, and what of them the system has a part in is done at once.
 *
 * @throws AppError SHORTCUT_REFUSED: then nothing was changed; FILE_NOT_WRITTEN.
 */
export async function changeSettings(parts: SettingsParts, change: SettingsChange): Promise<void> {
  const { state, settings, shortcuts, speak } = parts;
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  );
  const before = state.current.settings.quickAccessShortcut;
  const wanted = change.quickAccessShortcut;
  if (wanted !== undefined && !isUsable(wanted)) throw new AppError('SHORTCUT_REFUSED');
  const shortcut = wanted === undefined ? state.current.app.shortcut : shortcuts.take(wanted);
  // One that is wished for again, and was not given at the start, is still refused.
  if (wanted !== undefined && shortcut === 'refused') throw new AppError('SHORTCUT_REFUSED');
  try {
    const next = await settings.change((now) => ({ ...now, ...given }));
    const language = speak(next.language);
    state.change({ settings: next, app: { ...state.current.app, shortcut, language } });
  } catch (error) {
    if (wanted !== undefined) shortcuts.take(before);
    throw error;
  }
}
