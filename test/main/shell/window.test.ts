import { expect, test, vi } from 'vitest';
import { appPage, guardedPreferences } from '../../../main/shell/window.ts';

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

test('and shows the app’s own page', () => {
  expect(appPage).toBe('app://token-vault/index.html');
});
