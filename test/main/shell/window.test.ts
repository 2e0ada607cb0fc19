import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { appPage, guardedPreferences } from '../../../main/shell/window.ts';
import { root } from '../../../scripts/root.ts';

vi.mock('electron', () => ({ BrowserWindow: vi.fn(), protocol: {} }));

// What Electron does not tell of a running window; the rest is asked of one (test/attack/).
test.each([true, false])('every window is made guarded, developer tools %s', (devTools) => {
  expect(guardedPreferences('/preload.cjs', devTools)).toEqual({
    preload: '/preload.cjs',
    devTools,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    spellcheck: false,
    navigateOnDragDrop: false,
    disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal,EyeDropperAPI',
  });
});

test('the window that the app is measured beside has the same options', () => {
  const floor = readFileSync(join(root, 'test/bench/floor/main.cjs'), 'utf8');
  const { preload, ...options } = guardedPreferences('/preload.cjs', false);
  expect(preload).toBe('/preload.cjs');
  for (const [name, value] of Object.entries(options))
    expect(floor).toContain(`${name}: ${JSON.stringify(value).replaceAll('"', "'")},`);
});

test('and shows the app’s own page', () => {
  expect(appPage).toBe('app://token-vault/index.html');
});
