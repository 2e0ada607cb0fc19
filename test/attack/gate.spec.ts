import { join } from 'node:path';
import { requests } from '../../preload/contract.ts';
import { root } from '../../scripts/root.ts';
import { bridgeState, expect, test } from '../support/attacked-app.ts';

// The one gate between page and main, and who it lets in.

test('a window that is not the app’s own is refused, though page and preload are', async ({
  open,
}) => {
  const { app, page } = await open();
  expect((await bridgeState(page)).ok).toBe(true);
  const preload = join(root, 'out/preload/index.cjs');
  const answer = await app.evaluate(async ({ BrowserWindow }, path) => {
    const other = new BrowserWindow({
      show: false,
      webPreferences: { preload: path, sandbox: true },
    });
    await other.loadURL('app://token-vault/index.html');
    const result = (await other.webContents.executeJavaScript('vault.app.state()')) as unknown;
    other.destroy();
    return result;
  }, preload);
  expect(answer).toEqual({ ok: false, error: { code: 'INVALID_REQUEST' } });
});

test('the page is sandboxed, isolated and without Node', async ({ attacked }) => {
  const { app, page } = attacked;
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): unknown;
    };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  });
  expect(await page.evaluate(() => Object.keys(globalThis).includes('require'))).toBe(false);
});

test('no channel leads to main but those of the contract', async ({ attacked }) => {
  const { app } = attacked;
  const channels = await app.evaluate(({ ipcMain }) => ({
    on: ipcMain.eventNames().map(String),
    handled: [
      ...((
        ipcMain as unknown as { _invokeHandlers?: Map<string, unknown> }
      )._invokeHandlers?.keys() ?? []),
    ],
  }));
  const named = Object.entries(requests).flatMap(([topic, actions]) =>
    Object.keys(actions).map((action) => `${topic}.${action}`),
  );
  expect(channels.handled.sort()).toEqual(named.sort());
  // Electron's own, which keeps an error from ending the app.
  expect(channels.on.filter((name) => name !== 'error')).toEqual([]);
});

test('a frame in the page is not heard, be it at the app’s own address', async ({ attacked }) => {
  const { app, page } = attacked;
  await page.evaluate(`void document.body.append(document.createElement('iframe'))`);
  const answers = await app.evaluate(async ({ BrowserWindow, ipcMain }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const main = contents?.mainFrame;
    const inner = main?.frames[0];
    Object.defineProperty(inner, 'url', { value: main?.url });
    type Handler = (event: unknown) => Promise<{ ok: boolean; error?: { code: string } }>;
    const { _invokeHandlers: handlers } = ipcMain as unknown as {
      _invokeHandlers: Map<string, Handler>;
    };
    const ask = (senderFrame: unknown) =>
      handlers.get('app.state')?.({ senderFrame, sender: contents });
    const [ofMain, ofInner] = [await ask(main), await ask(inner)];
    return { isFrame: inner?.parent === main, main: ofMain?.ok, inner: ofInner?.error?.code };
  });
  await page.evaluate(`document.querySelector('iframe').remove()`);
  expect(answers).toEqual({ isFrame: true, main: true, inner: 'INVALID_REQUEST' });
});

test('a frame in the page has no bridge, and no code of its own', async ({ attacked }) => {
  const { page } = attacked;
  const seen = await page.evaluate(`(() => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    const bridge = typeof frame.contentWindow.vault;
    let markup = 'set';
    try { frame.srcdoc = '<script>parent.ran = true</script>'; } catch { markup = 'refused'; }
    const script = document.createElement('a');
    script.href = 'javascript:globalThis.ran=true';
    script.click();
    frame.remove();
    return { bridge, markup, ran: 'ran' in globalThis };
  })()`);
  expect(seen).toEqual({ bridge: 'undefined', markup: 'refused', ran: false });
});
