import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { contentSecurityPolicy } from '../../main/shell/content-security-policy.ts';
import { root } from '../../scripts/root.ts';
import { expect, test } from '../support/attacked-app.ts';

// What the page may load and run: its own files, as they were built, and nothing else.

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

test('no address of the app’s scheme names another file', async ({ attacked }) => {
  const { app } = attacked;
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

test('every file of the page comes with its headers', async ({ attacked }) => {
  const { app } = attacked;
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

test('the page runs no code of its own making and reaches no network', async ({
  attacked,
  sandbox,
}) => {
  const { page } = attacked;
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
