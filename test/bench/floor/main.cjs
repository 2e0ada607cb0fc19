/* eslint-disable @typescript-eslint/no-require-imports -- as an ES module the floor would start later */
// The floor of docs/performance.md: a bare window, made as the app makes its own, and a page that
// was written beforehand.
const { app, BrowserWindow, protocol } = require('electron');
const { readFile } = require('node:fs/promises');
const { join } = require('node:path');

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
]);
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
const userData = app.commandLine.getSwitchValue('user-data-dir');
if (userData !== '') app.setPath('userData', userData);

app.whenReady().then(() => {
  protocol.handle('app', async () => {
    const page = await readFile(join(__dirname, 'index.html'));
    return new Response(new Uint8Array(page), {
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  });
  const window = new BrowserWindow({
    width: 1200,
    height: 780,
    minWidth: 480,
    minHeight: 400,
    show: false,
    title: 'Floor',
    webPreferences: {
      preload: join(__dirname, 'preload.cjs'),
      devTools: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      disableBlinkFeatures: 'FileSystemAccess,FileSystemAccessLocal,EyeDropperAPI',
    },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('app://floor/index.html');
});
app.on('window-all-closed', () => app.quit());
