import { createServer, request, type IncomingHttpHeaders } from 'node:http';

/** A server in front of a sandbox whose every answer invites to keep what must not be kept. */
export interface TemptingServer {
  readonly origin: string;
  /** The requests that arrived, oldest first. */
  readonly requests: readonly TemptedRequest[];
  readonly close: () => void;
}

export interface TemptedRequest {
  /** Without the query. */
  readonly path: string;
  /** Whole, cookies too, which the sandbox's log leaves out. */
  readonly headers: IncomingHttpHeaders;
}

const temptations = {
  'Cache-Control': 'public, max-age=3600, immutable',
  Expires: 'Fri, 31 Dec 2100 23:59:59 GMT',
  ETag: '"always the same"',
  'Set-Cookie': 'session=tempting; Path=/; Max-Age=3600',
};

/** Starts one that passes every request on to `target`, an origin, and its answer back. */
export async function startTemptingServer(target: string): Promise<TemptingServer> {
  const requests: TemptedRequest[] = [];
  const server = createServer((message, response) => {
    const { method, url = '/', headers } = message;
    requests.push({ path: url.replace(/\?.*/, ''), headers });
    request(new URL(url, target), { method, headers, agent: false }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, { ...answer.headers, ...temptations });
      answer.pipe(response);
    })
      .on('error', () => response.destroy())
      .end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
