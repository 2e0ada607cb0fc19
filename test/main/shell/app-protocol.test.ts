import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test, vi } from 'vitest';
import { appOrigin, registerAppScheme, serveApp } from '../../../main/shell/app-protocol.ts';
import { temporaryFolder } from '../../support/core/temporary-folder.ts';

/** `app:` is no address that a Request of Node takes. */
type Handler = (request: Pick<Request, 'url' | 'method'>) => Promise<Response>;

const electron = vi.hoisted(() => ({
  schemes: [] as unknown[],
  handlers: new Map<string, Handler>(),
}));

vi.mock('electron', () => ({
  protocol: {
    registerSchemesAsPrivileged: (schemes: unknown[]) => electron.schemes.push(...schemes),
    handle: (scheme: string, handler: Handler) => electron.handlers.set(scheme, handler),
  },
}));

const ask = (url: string, method = 'GET'): Promise<Response> => {
  const answer = electron.handlers.get('app')?.({ url, method });
  if (answer === undefined) throw new Error('nobody answers');
  return answer;
};

let language: string;

beforeEach(async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><html lang="en">');
  for (const language of ['en', 'de'])
    await writeFile(join(folder, `assets/sentences-${language}-0.js`), language);
  await writeFile(join(folder, 'assets/page.js'), '0');
  await writeFile(join(folder, 'notes.txt'), 'no page');
  language = 'de';
  await serveApp(folder, () => language);
});

test('the scheme is a secure origin, and nothing that a page could use to fetch or to stay', () => {
  electron.schemes.length = 0;
  registerAppScheme();
  expect(electron.schemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, codeCache: true } },
  ]);
});

test.each(['/index.html', '/assets/page.js'])('%s is served', async (path) => {
  expect((await ask(`${appOrigin}${path}`)).status).toBe(200);
});

test('the page says in which language it is, and has its sentences, as that is when it is asked for', async () => {
  const textOf = async (path: string) => (await ask(`${appOrigin}${path}`)).text();
  expect(await textOf('/index.html')).toBe('<!doctype html><html lang="de">');
  expect(await textOf('/assets/spoken.js')).toBe('de');
  language = 'en';
  expect(await textOf('/index.html')).toBe('<!doctype html><html lang="en">');
  expect(await textOf('/assets/spoken.js')).toBe('en');
});

test.each([
  ['another method', `${appOrigin}/index.html`, 'POST'],
  ['another host', 'app://elsewhere/index.html', 'GET'],
  ['a file of another kind', `${appOrigin}/notes.txt`, 'GET'],
  ['a file that is not there', `${appOrigin}/none.js`, 'GET'],
])('%s is not', async (_, url, method) => {
  const answer = await ask(url, method);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('Not found');
});
