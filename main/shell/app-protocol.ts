import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { protocol } from 'electron';
import { contentSecurityPolicy } from './content-security-policy.ts';

const scheme = 'app';
const host = 'token-vault';

/** The page's own origin; nothing else is ever loaded in a window. */
export const appOrigin = `${scheme}://${host}`;

/** The one page that there is, and what it imports first (scripts/messages/plugin.ts). */
const page = '/index.html';
const spoken = '/assets/spoken.js';
/** What it has fetched at once. */
const named = /"\.\/(assets\/[^"]+)"/g;

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Must run before `ready`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Serves the built page from `folder`. The paths are an allow-list made from the folder itself, so
 * that no path, however written, can name another file.
 *
 * @param language in which the app speaks: the page says so from its first line, and has its sentences.
 */
export async function serveApp(folder: string, language: () => string): Promise<void> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    const type = types[extname(entry.name)];
    if (entry.isFile() && type) files.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }
  /** The sentences of the language that is spoken now have an address of their own. */
  const of = (path: string): string => {
    const sentences = `/assets/sentences-${language()}-`;
    return path === spoken
      ? ([...files.keys()].find((other) => other.startsWith(sentences)) ?? path)
      : path;
  };
  /** What the page names is read while its window is made; each once, and not kept. */
  const early = new Map<string, Promise<Buffer>>();
  const html = files.get(page);
  if (html !== undefined)
    for (const [, name = ''] of (await readFile(html, 'utf8')).matchAll(named)) {
      const file = files.get(of(`/${name}`));
      if (file !== undefined) early.set(file, readFile(file));
    }
  const read = (file: string): Promise<Buffer> => {
    const begun = early.get(file);
    early.delete(file);
    return begun ?? readFile(file);
  };
  protocol.handle(scheme, async (request) => {
    const url = new URL(request.url);
    const file = url.host === host ? files.get(of(url.pathname)) : undefined;
    if (file === undefined || request.method !== 'GET') return refused();
    const content = await read(file);
    const body =
      url.pathname === page
        ? content.toString().replace('<html lang="en">', `<html lang="${language()}">`)
        : new Uint8Array(content);
    return new Response(body, {
      headers: {
        // What one address answers depends on the language.
        'cache-control': 'no-cache',
        'content-type': types[extname(file)] ?? 'application/octet-stream',
        'content-security-policy': contentSecurityPolicy,
        // A window that is none of ours, above all others: a press is all that it wants.
        'permissions-policy': 'picture-in-picture=()',
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    });
  });
}

const refused = (): Response =>
  new Response('Not found', { status: 404, headers: { 'content-type': 'text/plain' } });
