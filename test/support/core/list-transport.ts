import type { ApiAnswer, ApiRequest, Transport } from '../../../main/auth-api/transport.ts';
import { nodeTransport } from './node-transport.ts';

/** The transport of the tests, whose lists a test can hold back after the server made them, or strip of their date. */
export class ListTransport implements Transport {
  /** Whether a list comes without the server's clock. */
  dateless = false;
  #held: Promise<void> | null = null;
  #arrived: () => void = () => undefined;

  /** The next list is made by the server and does not arrive until `release` is called. */
  holdNext(): { readonly made: Promise<void>; readonly release: () => void } {
    let release = (): void => undefined;
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    const made = new Promise<void>((resolve) => {
      this.#arrived = resolve;
    });
    return { made, release };
  }

  readonly send = async (request: ApiRequest): Promise<ApiAnswer> => {
    const isList = request.method === 'GET' && request.url.endsWith('/tokens');
    const held = isList ? this.#held : null;
    if (held) this.#held = null;
    const answer = await nodeTransport.send(request);
    if (held) {
      this.#arrived();
      await held;
    }
    if (!isList || !this.dateless) return answer;
    const headers = new Headers(answer.headers);
    headers.delete('date');
    return { ...answer, headers };
  };

  readonly sendOnce = nodeTransport.sendOnce.bind(nodeTransport);
}
