import { describe, expect, test } from 'vitest';
import { AppError } from '../../main/app-error.ts';
import { changeSettings } from '../../main/change-settings.ts';
import { durableFiles } from '../../main/vault/files.ts';
import { defaultSettings, settingsFile } from '../../main/vault/settings-file.ts';
import { temporaryFolder } from '../support/core/temporary-folder.ts';
import { firstState } from '../support/core/first-state.ts';

/** A desktop that gives every shortcut but one. */
async function setup() {
  const path = `${await temporaryFolder()}/settings.json`;
  const files = { ...durableFiles };
  const settings = settingsFile(files, path);
  await settings.load(0);
  const state = firstState({ settings: settings.content });
  const held: string[] = [];
  const shortcuts = {
    take: (accelerator: string) => {
      if (accelerator === 'Control+Alt+F4') return 'refused' as const;
      held.splice(0, 1, accelerator);
      return accelerator === '' ? ('none' as const) : ('taken' as const);
    },
  };
  const speak = (chosen: 'system' | 'en' | 'de') => (chosen === 'de' ? 'de' : 'en');
  const change = (given: Parameters<typeof changeSettings>[1]) =>
    changeSettings({ state, settings, shortcuts, speak }, given);
  const written = async () => (await settings.load(0)) as unknown;
  return { change, state, held, files, written };
}

test('what is given is changed and written, what is left out stays', async () => {
  const { change, state, written } = await setup();
  await change({ clipboardClearSeconds: 10, keepInKeychain: undefined });
  const next = { ...defaultSettings, clipboardClearSeconds: 10 };
  expect(state.current.settings).toEqual(next);
  expect(await written()).toEqual(next);
});

describe('a shortcut', () => {
  test('that the desktop gives is taken at once, and given back', async () => {
    const { change, state, held } = await setup();
    await change({ quickAccessShortcut: 'Control+Alt+1' });
    expect(held).toEqual(['Control+Alt+1']);
    expect(state.current).toMatchObject({
      settings: { quickAccessShortcut: 'Control+Alt+1' },
      app: { shortcut: 'taken' },
    });
    await change({ clipboardClearSeconds: 10 });
    expect(state.current.app.shortcut).toBe('taken');
    await change({ quickAccessShortcut: '' });
    expect(held).toEqual(['']);
    expect(state.current.app.shortcut).toBe('none');
  });

  test('that it refuses changes nothing, and the one before stays', async () => {
    const { change, state, held, written } = await setup();
    await change({ quickAccessShortcut: 'Control+Alt+1' });
    const before = state.current;
    await expect(
      change({ quickAccessShortcut: 'Control+Alt+F4', clipboardClearSeconds: 10 }),
    ).rejects.toMatchObject({ code: 'SHORTCUT_REFUSED' });
    expect(held).toEqual(['Control+Alt+1']);
    expect(state.current).toEqual(before);
    expect(await written()).toEqual(before.settings);
  });

  test('that could not be written down is given back for the one before', async () => {
    const { change, state, held, files } = await setup();
    await change({ quickAccessShortcut: 'Control+Alt+1' });
    files.write = () => Promise.reject(new AppError('FILE_NOT_WRITTEN'));
    await expect(change({ quickAccessShortcut: 'Control+Alt+2' })).rejects.toMatchObject({
      code: 'FILE_NOT_WRITTEN',
    });
    expect(held).toEqual(['Control+Alt+1']);
    expect(state.current.settings.quickAccessShortcut).toBe('Control+Alt+1');
  });
});

test.each(['A', 'Return', 'Space', 'CmdOrCtrl+V', 'Control+C', 'Alt+F4', 'F5', 'Shift+A'])(
  'a shortcut that takes keys from every program is refused, whoever asks: %s',
  async (combination) => {
    const { change, state, held } = await setup();
    await expect(change({ quickAccessShortcut: combination })).rejects.toMatchObject({
      code: 'SHORTCUT_REFUSED',
    });
    expect(held).toEqual([]);
    expect(state.current.settings.quickAccessShortcut).toBe('');
  },
);

test.each(['Control+Alt+K', 'Super+V', 'F13', ''])('others are taken: %s', async (combination) => {
  const { change, state } = await setup();
  await change({ quickAccessShortcut: combination });
  expect(state.current.settings.quickAccessShortcut).toBe(combination);
});

test('another language is spoken at once, and told', async () => {
  const { change, state, written } = await setup();
  await change({ language: 'de' });
  expect(state.current).toMatchObject({ settings: { language: 'de' }, app: { language: 'de' } });
  expect(await written()).toMatchObject({ language: 'de' });
  await change({ language: 'system' });
  expect(state.current.app.language).toBe('en');
});
