import { join } from 'node:path';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const importRules = ['no-restricted-imports', 'no-restricted-syntax'];
/** The project's own settings, but only the rules that need no types: those take a second, not ten. */
const eslint = new ESLint({
  cwd: root,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false, project: false } } },
  ruleFilter: ({ ruleId }) => importRules.includes(ruleId),
});

async function complaints(file: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(root, file) });
  if (!result) throw new Error(`${file} is not linted`);
  // What does not parse would be refused for a reason that is none.
  expect(result.messages.filter(({ fatal }) => fatal)).toEqual([]);
  return result.messages.map(({ message }) => message);
}

const svelte = (script: string) => `<script lang="ts">${script}</script>`;

/** What, in which file, and the reason that is given. */
test.each([
  ["import electron from 'electron';", 'main/shell/quit.ts', 'By name'],
  ["import * as all from 'electron';", 'main/shell/quit.ts', 'By name'],
  ["import { default as all } from 'electron';", 'main/shell/quit.ts', 'By name'],
  ["export * from 'electron';", 'main/shell/quit.ts', 'By name'],
  ["import all from 'electron/main';", 'main/shell/quit.ts', 'By name'],
  ["const all = await import('electron');", 'main/shell/quit.ts', 'By name'],
  ["import { ipcMain } from 'electron';", 'main/shell/quit.ts', 'registers IPC'],
  ["import { ipcMain } from 'electron/main';", 'main/index.ts', 'registers IPC'],
  ["export { ipcMain } from 'electron';", 'main/ipc/app-handlers.ts', 'registers IPC'],
  ["contents.ipc.handle('x', open);", 'main/shell/window.ts', 'registers IPC'],
  ["import electron from 'electron';", 'main/ipc/router.ts', 'By name'],
  ["import { shell } from 'electron';", 'main/shell/quit.ts', 'open-url.ts'],
  ["void it.openExternal('https://x');", 'main/shell/quit.ts', 'open-url.ts'],
  ['const { openExternal } = it;', 'main/tokens/generate.ts', 'open-url.ts'],
  ["import { ipcMain } from 'electron';", 'main/shell/open-url.ts', 'registers IPC'],
  ['electron.ipcMain.handle();', 'main/shell/clipboard-driver.ts', 'this file may not'],
  ["import { ipcRenderer } from 'electron';", 'main/shell/window.ts', 'speaks to main'],
  ["import { ipcRenderer } from 'electron';", 'main/ipc/router.ts', 'speaks to main'],
  ["import { ipcMain } from 'electron';", 'preload/index.ts', 'registers IPC'],
  ["import { app } from 'electron';", 'main/tokens/generate.ts', 'without Electron'],
  ["const all = await import('electron');", 'main/tokens/generate.ts', 'without Electron'],
  ["import { dialog } from 'electron';", 'main/backup/seal.ts', 'without Electron'],
  ["import { app } from 'electron';", 'main/expiry/ladder.ts', 'without Electron'],
  ["const all = await import('electron/main');", 'main/vault/keychain.ts', 'without Electron'],
  ["import { ipcRenderer } from 'electron';", 'preload/contract.ts', 'without Electron'],
  ["import { ipcRenderer } from 'electron';", 'preload/bridge.d.ts', 'without Electron'],
  ["import { readFile } from 'node:fs';", 'preload/contract/errors.ts', 'both sides'],
  ["const made = await import('../main/ports.ts');", 'preload/contract.ts', 'both sides'],
  ["import { clock } from '../main/ports.ts';", 'preload/index.ts', 'never imports main'],
  ["import keytar from 'keytar';", 'main/vault/files.ts', 'knows keytar'],
  ["const keytar = await import('keytar');", 'main/vault/files.ts', 'knows keytar'],
  ["const keytar = await import('keytar');", 'main/shell/quit.ts', 'knows keytar'],
  ["const keytar = await import('keytar');", 'main/ipc/router.ts', 'knows keytar'],
  ["const keytar = await import('keytar');", 'preload/index.ts', 'knows keytar'],
  ['await keytar.findCredentials(name);', 'main/vault/keychain.ts', 'kills the process'],
  ["import App from '../renderer/main.ts';", 'main/index.ts', 'the page'],
  ["const page = await import('../renderer/main.ts');", 'preload/index.ts', 'the page'],
  ["import { createRequire } from 'node:module';", 'main/vault/files.ts', 'lint sees'],
  ["import nodeModule from 'module';", 'main/vault/keychain.ts', 'lint sees'],
  ["const m = await import('node:module');", 'main/index.ts', 'lint sees'],
  ["createRequire(import.meta.url)('keytar');", 'main/vault/files.ts', 'lint sees'],
  ["require('keytar');", 'main/vault/files.ts', 'lint sees'],
  ["process.getBuiltinModule('module');", 'main/vault/files.ts', 'lint sees'],
  ["import keytar = require('keytar');", 'main/vault/files.ts', 'lint sees'],
  ["const all = await import('elec' + 'tron');", 'main/shell/quit.ts', 'lint sees'],
  ['const all = await import(`electron`);', 'main/tokens/generate.ts', 'lint sees'],
  ["const x = await import('../../main/ports.ts');", 'renderer/state/x.ts', 'never imports main'],
  ["import type { Clock } from '../main/ports.ts';", 'renderer/main.ts', 'never imports main'],
  ["import fs from 'fs';", 'renderer/main.ts', 'never imports main'],
  ["const fs = await import('node:fs/promises');", 'renderer/main.ts', 'never imports main'],
  ["const all = await import('electron');", 'renderer/main.ts', 'without Electron'],
  ["import { api } from '../preload/contract.ts';", 'renderer/main.ts', 'types only'],
  ["const c = await import('../preload/contract.ts');", 'renderer/main.ts', 'types only'],
  [svelte("import('../main/ports.ts');"), 'renderer/App.svelte', 'never imports main'],
  [svelte("import { ipcRenderer } from 'electron';"), 'renderer/App.svelte', 'without Electron'],
])('%s is refused in %s', async (text, file, reason) => {
  expect(await complaints(file, text)).toContainEqual(expect.stringContaining(reason));
});

test.each([
  ["import { ipcMain } from 'electron';", 'main/ipc/router.ts'],
  ["import { app, type Session } from 'electron';", 'main/shell/quit.ts'],
  ["import electron from 'electron';", 'main/shell/clipboard-driver.ts'],
  ["import { shell } from 'electron'; void shell.openExternal(x);", 'main/shell/open-url.ts'],
  ["import { contextBridge, ipcRenderer } from 'electron';", 'preload/index.ts'],
  ["const { default: keytar } = await import('keytar');", 'main/vault/keychain.ts'],
  ["const { startSandbox } = await import('./sandbox/server.ts');", 'main/profiles.ts'],
  ["import log from 'electron-log/main';", 'main/shell/log.ts'],
  ["import type { Bridge } from '../preload/contract.ts';", 'renderer/main.ts'],
  ["const view = await import('./QuickAccess.svelte');", 'renderer/main.ts'],
  [svelte("import { mount } from 'svelte';"), 'renderer/App.svelte'],
])('%s is accepted in %s', async (text, file) => {
  expect(await complaints(file, text)).toEqual([]);
});
