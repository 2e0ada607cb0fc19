import { createSocket } from 'node:dgram';
import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { requests, type Bridge } from '../../preload/contract.ts';
import { contentSecurityPolicy } from '../../main/shell/content-security-policy.ts';
import { root } from '../../scripts/root.ts';
import { launchApp, type RunningApp } from '../support/app.ts';
import { expect, test } from '../support/journey.ts';

// What a hostile page would try first. Each test fails when its defence is taken away.

/** Runs in the page as injected script would. */
const bridgeState = (page: Page) =>
  page.evaluate(() => (globalThis as unknown as { vault: Bridge }).vault.app.state());

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

const elsewhere = [
  'https://example.com/',
  'app://token-vault/other.html',
  'app://other/index.html',
];

/** Ways to write the path of a file that is there, from where the page's own files lie. */
const outside = ['preload/index.cjs', 'main/index.js'];
const tricks = [
  ...outside.flatMap((file) => [
    `../${file}`,
    `%2e%2e/${file}`,
    `..%2f${file.replace('/', '%2f')}`,
    `%2e%2e%2f${file.replace('/', '%2f')}`,
    `..%5c${file.replace('/', '%5c')}`,
    `..\\${file.replace('/', '\\')}`,
    `assets/../../${file}`,
    `assets%2f..%2f..%2f${file}`,
    `//${file}`,
  ]),
  '..%2f..%2fpackage.json',
  '%2fetc%2fpasswd',
  'INDEX.HTML',
  'index.html%00',
  'index.html%00.js',
  'index.html/',
  'assets',
  '',
];

test.describe('one app, which none of this may change,', () => {
  let running: RunningApp;
  test.beforeAll(async ({ desktop }) => {
    running = await launchApp({ desktop });
  });
  test.afterAll(() => running.close());

  test('the page is sandboxed, isolated and without Node', async () => {
    const { app, page } = running;
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

  test('no session checks spelling, which would fetch dictionaries', async () => {
    const { app } = running;
    expect(
      await app.evaluate(({ session }) =>
        ['auth-api', 'generate', 'made late']
          .map((name) => session.fromPartition(name))
          .concat(session.defaultSession)
          .map((one) => one.isSpellCheckerEnabled()),
      ),
    ).toEqual([false, false, false, false]);
  });

  test('the page runs no code of its own making and reaches no network', async ({ sandbox }) => {
    const { page } = running;
    const tried = await page.evaluate(async (origin) => {
      const scope = globalThis as unknown as {
        document: {
          createElement(name: string): Record<string, unknown>;
          body: { append(node: unknown): void };
        };
        ran?: boolean;
      };
      // In a timer: what the driver itself evaluates is exempt from the policy.
      const code = await new Promise<string>((resolve) => {
        setTimeout(() => {
          try {
            (0, eval)('1');
            resolve('ran');
          } catch {
            resolve('refused');
          }
        });
      });
      const fetched = await fetch(`${origin}/auth/v1/tokens`).then(
        () => 'sent',
        () => 'refused',
      );
      const markup = await Promise.resolve()
        .then(() => {
          scope.document.createElement('div')['innerHTML'] = '<img src=x onerror="ran=true">';
        })
        .then(
          () => 'set',
          () => 'refused',
        );
      return { code, fetched, markup, ran: scope.ran ?? false };
    }, sandbox.origin);
    expect(tried).toEqual({ code: 'refused', fetched: 'refused', markup: 'refused', ran: false });
    expect(await sandbox.control.log()).toEqual([]);
  });

  test('WebRTC reaches nobody', async () => {
    const { page } = running;
    const heard: string[] = [];
    const udp = createSocket('udp4').on('message', () => heard.push('udp'));
    await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve));
    const tcp = createServer(() => heard.push('tcp'));
    await new Promise<void>((resolve) => tcp.listen(0, '127.0.0.1', resolve));
    const ports = [udp.address().port, (tcp.address() as AddressInfo).port];
    await page.evaluate(`(async ([udp, tcp]) => {
      const turn = { username: 'what is to get out', credential: 'x' };
      const peer = new RTCPeerConnection({ iceServers: [
        { urls: 'stun:127.0.0.1:' + udp },
        { urls: 'turn:127.0.0.1:' + udp + '?transport=udp', ...turn },
        { urls: 'turn:127.0.0.1:' + tcp + '?transport=tcp', ...turn },
      ] });
      peer.createDataChannel('x');
      await peer.setLocalDescription();
      await new Promise((resolve) => { setTimeout(resolve, 3_000); });
    })(${JSON.stringify(ports)})`);
    udp.close();
    tcp.close();
    expect(heard).toEqual([]);
  });

  test('neither a file, data nor a script is gone to: Chromium’s own refusal', async () => {
    const { page } = running;
    const before = page.url();
    for (const url of ['file:///etc/passwd', 'data:text/html,hello', 'javascript:0', 'blob:x'])
      await page.evaluate(`location.href = ${JSON.stringify(url)}`);
    expect((await bridgeState(page)).ok).toBe(true);
    expect(page.url()).toBe(before);
  });

  test('an empty page is no way out: the app’s own comes back', async () => {
    const { app, page } = running;
    const home = page.url();
    const loads = () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.isLoading(),
      );
    for (const url of ['about:blank', 'about:srcdoc', 'about:blank#x', 'about:blank']) {
      const go = `void setTimeout(() => { location.href = ${JSON.stringify(url)}; }, 10)`;
      await page.evaluate(go);
      // Chromium itself refuses some: what counts is where the page is once it had the time to go.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await expect.poll(() => page.url()).toBe(home);
      // A page that is still on its way would take the next step with it.
      await expect.poll(loads).toBe(false);
      await expect(page.getByRole('heading').first()).toBeVisible();
      expect((await bridgeState(page)).ok).toBe(true);
    }
  });

  test('script neither reads nor writes the clipboard', async () => {
    const { app, page } = running;
    await app.evaluate(({ clipboard }) => clipboard.writeText('of another program'));
    // A script that was let in acts while nobody presses anything: not as one that a test calls.
    const tried = await page.evaluate(`new Promise((resolve) => setTimeout(() => {
      const active = navigator.userActivation.isActive;
      const field = document.createElement('textarea');
      document.body.append(field);
      field.focus();
      const pasted = document.execCommand('paste');
      const read = field.value;
      field.value = 'of the page';
      field.select();
      const copied = document.execCommand('copy');
      field.remove();
      resolve({ active, pasted, read, copied });
    }, 6_000))`);
    expect(tried).toEqual({ active: false, pasted: false, read: '', copied: false });
    expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('of another program');
  });

  test('no window opens', async () => {
    const { app, page } = running;
    for (const url of ['https://example.com/', page.url(), 'about:blank', ''])
      expect(await page.evaluate(`window.open(${JSON.stringify(url)})`)).toBeNull();
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  });

  test('nor does one open from a page that no policy binds', async () => {
    const { app } = running;
    const opened = await app.evaluate(async ({ BrowserWindow }) => {
      const unbound = new BrowserWindow({ show: false });
      await unbound.loadURL('about:blank');
      const before = BrowserWindow.getAllWindows().length;
      const script = "window.open('about:blank') === null";
      const refused: unknown = await unbound.webContents.executeJavaScript(script, true);
      const after = BrowserWindow.getAllWindows().length;
      unbound.destroy();
      return { refused, more: after - before };
    });
    expect(opened).toEqual({ refused: true, more: 0 });
  });

  test('no channel leads to main but those of the contract', async () => {
    const { app } = running;
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

  for (const url of elsewhere)
    test(`the page stays where it is: ${url}`, async () => {
      const { app, page } = running;
      const before = page.url();
      // In an object: the answer comes when the listener is there, not when it has heard something.
      const heard = await app.evaluateHandle(({ BrowserWindow }) => ({
        refused: new Promise<boolean>((resolve) => {
          // Comes after the app's own listener.
          BrowserWindow.getAllWindows()[0]?.webContents.once('will-frame-navigate', (event) => {
            resolve(event.defaultPrevented);
          });
        }),
      }));
      await page.evaluate(`location.href = ${JSON.stringify(url)}`);
      expect(await heard.evaluate(({ refused }) => refused)).toBe(true);
      expect((await bridgeState(page)).ok).toBe(true);
      expect(page.url()).toBe(before);
    });

  test('no permission is given', async () => {
    const { page } = running;
    const states = await page.evaluate(() => {
      const { permissions } = navigator as unknown as {
        permissions: { query(of: { name: string }): Promise<{ state: string }> };
      };
      const names = ['notifications', 'clipboard-read', 'geolocation', 'midi'];
      return Promise.all(names.map(async (name) => (await permissions.query({ name })).state));
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied']);
    const asked = await page.evaluate(`Promise.all([
      Notification.requestPermission(),
      navigator.clipboard.readText().catch((error) => error.name),
      navigator.requestMIDIAccess().catch((error) => error.name),
      new Promise((resolve) => {
        navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code));
      }),
    ])`);
    expect(asked).toEqual(['denied', 'NotAllowedError', 'NotAllowedError', 1]);
  });

  test('no address of the app’s scheme names another file', async () => {
    const { app } = running;
    for (const file of outside) expect(existsSync(join(root, 'out', file))).toBe(true);
    const addresses = [
      'app://token-vault/index.html',
      ...tricks.map((path) => `app://token-vault/${path}`),
      'app://other/index.html',
      'app://token-vault.example/index.html',
    ];
    const statuses = await app.evaluate(async ({ session }, all) => {
      const found: number[] = [];
      for (const address of all) found.push((await session.defaultSession.fetch(address)).status);
      return found;
    }, addresses);
    expect(statuses).toEqual([200, ...addresses.slice(1).map(() => 404)]);
  });

  test('every file of the page comes with its headers', async () => {
    const { app } = running;
    const names = (await readdir(join(root, 'out/renderer'), { recursive: true })).filter((name) =>
      /\.(html|js|css)$/.test(name),
    );
    expect(names.length).toBeGreaterThan(2);
    const wanted = [
      'content-security-policy',
      'x-content-type-options',
      'permissions-policy',
      'cross-origin-opener-policy',
      'cross-origin-resource-policy',
      'referrer-policy',
    ];
    const sent = await app.evaluate(
      async ({ session }, [files, headers]) =>
        Promise.all(
          files.map(async (file) => {
            const answer = await session.defaultSession.fetch(`app://token-vault/${file}`);
            return headers.map((header) => answer.headers.get(header));
          }),
        ),
      [names, wanted] as const,
    );
    for (const values of sent)
      expect(values).toEqual([
        contentSecurityPolicy,
        'nosniff',
        'picture-in-picture=()',
        'same-origin',
        'same-origin',
        'no-referrer',
      ]);
  });

  test('a frame in the page is not heard, be it at the app’s own address', async () => {
    const { app, page } = running;
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

  test('a frame in the page has no bridge, and no code of its own', async () => {
    const { page } = running;
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

  test('the page opens nothing of the system, and cannot stay against the app’s will', async () => {
    const { page } = running;
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.type());
      void dialog.dismiss();
    });
    // The policy’s sandbox makes these calls do nothing.
    expect(await page.evaluate(`[alert('x'), confirm('x'), print()].map(String)`)).toEqual([
      'undefined',
      'false',
      'undefined',
    ]);
    expect(dialogs).toEqual([]);
    expect((await bridgeState(page)).ok).toBe(true);
  });

  const openers = {
    'a dialog for a file to read': 'showOpenFilePicker()',
    'a dialog for a file to write': 'showSaveFilePicker()',
    'a dialog for a folder': 'showDirectoryPicker()',
    'a picture above all windows': 'video.requestPictureInPicture()',
    'a page above all windows': 'documentPictureInPicture.requestWindow()',
    'a glass above all windows': 'new EyeDropper().open()',
  };
  test('a press opens no dialog for files and no window beside ours', async () => {
    const { page } = running;
    await page.evaluate(`(async () => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 8, height: 8 });
      canvas.getContext('2d').fillRect(0, 0, 8, 8);
      globalThis.video = Object.assign(document.createElement('video'), { srcObject: canvas.captureStream(5) });
      await video.play();
    })()`);
    for (const [what, call] of Object.entries(openers))
      await test.step(what, async () => {
        // What opens is answered by nobody.
        await page.evaluate(`void (globalThis.tried = new Promise((resolve) => {
          const ask = async () => {
            const active = navigator.userActivation.isActive;
            const late = new Promise((done) => setTimeout(done, 2_000, 'opened'));
            const end = await Promise.race([(async () => ${call})().then(() => 'opened', () => 'refused'), late]);
            resolve({ active, end });
          };
          addEventListener('keydown', ask, { once: true });
        }))`);
        await page.keyboard.press('Shift');
        expect(await page.evaluate('tried')).toEqual({ active: true, end: 'refused' });
      });
  });

  test('no file is downloaded: the policy’s sandbox does not even ask', async () => {
    const { app, page } = running;
    const heard = await app.evaluateHandle(({ session }) => {
      const told = { asked: false };
      session.defaultSession.once('will-download', () => {
        told.asked = true;
      });
      return told;
    });
    await page.evaluate(`Object.assign(document.createElement('a'), {
      href: 'index.html', download: 'token.html'
    }).click()`);
    await page.waitForTimeout(500);
    expect(await heard.evaluate(({ asked }) => asked)).toBe(false);
  });

  test('no session downloads, that of the pages or another, made early or late', async () => {
    const { app } = running;
    const refused = await app.evaluate(({ session }) =>
      Promise.all(
        ['', 'auth-api', 'generate', 'made late'].map((name) => {
          const other = name === '' ? session.defaultSession : session.fromPartition(name);
          return new Promise<boolean>((resolve) => {
            // Comes after the app's own listener.
            other.once('will-download', (event) => {
              const { defaultPrevented } = event;
              event.preventDefault();
              resolve(defaultPrevented);
            });
            other.downloadURL('data:text/plain,x');
          });
        }),
      ),
    );
    expect(refused).toEqual([true, true, true, true]);
  });
});

/** What a page may not do, each by the directive that forbids it. Runs in the page. */
const forbidden = (origin: string) => `
  globalThis.broken = new Set();
  document.addEventListener('securitypolicyviolation', (event) => {
    broken.add(event.effectiveDirective);
  });
  const add = (name, properties) => {
    const element = Object.assign(document.createElement(name), properties);
    document.body.append(element);
    return element;
  };
  fetch('${origin}/fetch').catch(() => undefined);
  add('img', { src: '${origin}/image' });
  add('iframe', { src: '${origin}/frame' });
  add('iframe', { src: 'index.html' });
  add('video', { src: '${origin}/media' });
  add('p').setAttribute('style', 'color: red');
  add('link', { rel: 'stylesheet', href: '${origin}/style' });
  add('base', { href: '${origin}/' });
  add('form', { action: '${origin}/form', method: 'post' }).submit();
  import('data:text/javascript,globalThis.ran=true').catch(() => undefined);
  new FontFace('x', 'url(${origin}/font)').load().catch(() => undefined);
  for (const unsafe of [
    () => { document.createElement('div').innerHTML = '<b>x</b>'; },
    () => trustedTypes.createPolicy('mine', { createHTML: (html) => html }),
  ]) try { unsafe(); } catch {}
`;

test(
  'every rule of the policy holds, and nothing of the page reaches the network',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page } = await open();
    await page.evaluate(forbidden(sandbox.origin));
    const broken = () =>
      page.evaluate(() => [...(globalThis as unknown as { broken: Set<string> }).broken].sort());
    await expect
      .poll(broken)
      .toEqual([
        'base-uri',
        'connect-src',
        'font-src',
        'form-action',
        'frame-src',
        'img-src',
        'media-src',
        'require-trusted-types-for',
        'script-src-elem',
        'style-src-attr',
        'style-src-elem',
        'trusted-types',
      ]);
    expect(await page.evaluate(() => 'ran' in globalThis)).toBe(false);
    expect(await sandbox.control.log()).toEqual([]);
  },
);

test(
  'what gets past the policy does not reach the network either',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { page } = await open();
    const driver = await page.context().newCDPSession(page);
    await driver.send('Page.setBypassCSP', { enabled: true });
    await page.reload();
    const fetched = await page.evaluate(
      (origin) =>
        fetch(`${origin}/fetch`, { mode: 'no-cors' }).then(
          () => 'sent',
          () => 'refused',
        ),
      sandbox.origin,
    );
    expect(fetched).toBe('refused');
    expect(await sandbox.control.log()).toEqual([]);
  },
);
