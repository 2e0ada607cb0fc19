import { bridgeState, expect, test } from '../support/attacked-app.ts';

// Other pages, other windows, files: where a page might go to, or take something.

const elsewhere = [
  'https://example.com/',
  'app://token-vault/other.html',
  'app://other/index.html',
];

for (const url of elsewhere)
  test(`the page stays where it is: ${url}`, async ({ attacked }) => {
    const { app, page } = attacked;
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

test('neither a file, data nor a script is gone to: Chromium’s own refusal', async ({
  attacked,
}) => {
  const { page } = attacked;
  const before = page.url();
  for (const url of ['file:///etc/passwd', 'data:text/html,hello', 'javascript:0', 'blob:x'])
    await page.evaluate(`location.href = ${JSON.stringify(url)}`);
  expect((await bridgeState(page)).ok).toBe(true);
  expect(page.url()).toBe(before);
});

test(
  'an empty page is no way out: the app’s own comes back',
  { tag: '@long' },
  async ({ attacked }) => {
    const { app, page } = attacked;
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
  },
);

test('no window opens', async ({ attacked }) => {
  const { app, page } = attacked;
  for (const url of ['https://example.com/', page.url(), 'about:blank', ''])
    expect(await page.evaluate(`window.open(${JSON.stringify(url)})`)).toBeNull();
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('nor does one open from a page that no policy binds', async ({ attacked }) => {
  const { app } = attacked;
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

const openers = {
  'a dialog for a file to read': 'showOpenFilePicker()',
  'a dialog for a file to write': 'showSaveFilePicker()',
  'a dialog for a folder': 'showDirectoryPicker()',
  'a picture above all windows': 'video.requestPictureInPicture()',
  'a page above all windows': 'documentPictureInPicture.requestWindow()',
  'a glass above all windows': 'new EyeDropper().open()',
};
test('a press opens no dialog for files and no window beside ours', async ({ attacked }) => {
  const { page } = attacked;
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

test('no file is downloaded: the policy’s sandbox does not even ask', async ({ attacked }) => {
  const { app, page } = attacked;
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

test('no session downloads, that of the pages or another, made early or late', async ({
  attacked,
}) => {
  const { app } = attacked;
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
