import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What a release server of a test publishes. */
export interface Published {
  readonly version: string;
  /** The file's content. */
  readonly content: string;
  /** What the list says of the content; by default its true checksum. */
  readonly sha512?: string;
}

/** A server of releases on loopback, as electron-updater's generic provider reads one. */
export class ReleaseServer {
  readonly #server: Server;
  /** Every path that was asked for. */
  readonly asked: string[] = [];
  /** Every header that was sent, as `name: value`. */
  readonly heard = new Set<string>();
  published: Published;

  private constructor(server: Server, published: Published) {
    this.#server = server;
    this.published = published;
    server.on('request', (request, response) => {
      const [path = ''] = (request.url ?? '').split('?');
      this.asked.push(path);
      for (const [name, value] of Object.entries(request.headers))
        this.heard.add(`${name}: ${String(value)}`);
      const body = this.#bodyOf(path);
      response.writeHead(body === null ? 404 : 200).end(body ?? '');
    });
  }

  static async start(published: Published): Promise<ReleaseServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ReleaseServer(server, published);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #bodyOf(path: string): string | null {
    const { version, content } = this.published;
    const sha512 = this.published.sha512 ?? createHash('sha512').update(content).digest('base64');
    const file = (name: string): string =>
      [`version: ${version}`, 'files:', `  - url: ${name}`, `    sha512: ${sha512}`].join('\n') +
      `\n    size: ${content.length}\nreleaseDate: '2026-11-28T12:00:00.000Z'\n`;
    if (path === '/latest-linux.yml') return file('app.AppImage');
    if (path === '/latest.yml') return file('app.exe');
    return path === '/app.AppImage' || path === '/app.exe' ? content : null;
  }
}
