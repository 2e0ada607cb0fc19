import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { accounts } from '../../main/sandbox/accounts.ts';
import { expect, test } from '../support/journey.ts';

/** A proxy that passes on whatever it is asked for, by its absolute address, and remembers that. */
async function startProxy() {
  const asked: string[] = [];
  const server = createServer(({ method, url = '', headers }, response) => {
    asked.push(url);
    request(new URL(url), { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    })
      .on('error', () => response.destroy())
      .end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    address: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

test(
  'requests go by the proxy that Chromium was told of, each of them',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const proxy = await startProxy();
    // Loopback goes by none by default.
    const args = [`--proxy-server=${proxy.address}`, '--proxy-bypass-list=<-loopback>'];
    const { manager } = await open({ args });
    await manager.enter(sandbox.origin, accounts.plain);
    const arrived = (await sandbox.control.log()).map(({ path }) => `${sandbox.origin}${path}`);
    expect(arrived.length).toBeGreaterThan(1);
    expect(proxy.asked).toEqual(arrived);
    proxy.close();
  },
);

test(
  'a page that goes while it is answered takes nothing with it',
  { tag: '@long' },
  async ({ open, sandbox }) => {
    const { manager, app, output } = await open();
    await manager.enter(sandbox.origin, accounts.plain);
    // By main: the page itself may not even load itself again.
    for (const way of ['reload', 'reload', 'reload', 'forcefullyCrashRenderer'] as const) {
      await app.evaluate(async ({ BrowserWindow }, how) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents;
        const loaded = new Promise<void>((resolve) => {
          contents?.once('did-finish-load', () => {
            resolve();
          });
        });
        // Asked, and gone before the answer.
        await contents?.executeJavaScript(
          'void vault.tokens.refresh(); void vault.store.health(); void vault.app.state(); true',
        );
        contents?.[how]();
        await loaded;
      }, way);
    }
    // The driver gives up a page that crashed: main asks the one that came after it.
    const answered = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return contents?.executeJavaScript('vault.app.state().then(({ ok }) => ok)') as unknown;
    });
    expect(answered).toBe(true);
    expect(output()).not.toMatch(/^\s+at /m);
  },
);

test(
  'no name that a page wants to be known is looked up',
  { tag: '@long' },
  async ({ open, desktop }) => {
    const written = join(desktop.home, 'net-log.json');
    const { page, app, close } = await open({ args: [`--log-net-log=${written}`] });
    await page.evaluate(`(() => {
    for (const [rel, name] of Object.entries({
      'dns-prefetch': 'looked-up', preconnect: 'connected-to', prefetch: 'fetched', icon: 'shown',
    })) {
      const link = document.createElement('link');
      link.rel = rel;
      link.href = 'https://' + name + '.told-to-a-name-server.example/';
      document.head.append(link);
    }
    const anchor = document.createElement('a');
    anchor.href = 'https://pointed-at.told-to-a-name-server.example/';
    anchor.textContent = 'a link';
    document.body.append(anchor);
  })()`);
    // What Chromium itself looks up is written down, so that silence says something.
    await app.evaluate(({ session }) =>
      session
        .fromPartition('witness')
        .fetch('http://witness.told-to-a-name-server.example/')
        .catch(() => null)
        .then(() => null),
    );
    await page.waitForTimeout(1_000);
    await close();
    const log = await readFile(written, 'utf8');
    const names = [...log.matchAll(/([a-z-]+)\.told-to-a-name-server\.example/g)].map(
      ([, name]) => name,
    );
    expect([...new Set(names)]).toEqual(['witness']);
  },
);
