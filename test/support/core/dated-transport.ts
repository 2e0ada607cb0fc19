import type { ApiAnswer, ApiRequest, Transport } from '../../../main/auth-api/transport.ts';
import { nodeTransport } from './node-transport.ts';

/** HTTP whose lists come with another date than the server's, as from a cache that is off. */
export class DatedTransport implements Transport {
  /** How far the date is on, ms; null: there is none. */
  aheadMs: number | null = 0;

  async send(request: ApiRequest): Promise<ApiAnswer> {
    const answer = await nodeTransport.send(request);
    if (this.aheadMs === 0 || !request.url.endsWith('/tokens')) return answer;
    const headers = new Headers(answer.headers);
    const at = Date.parse(headers.get('date') ?? '');
    if (this.aheadMs === null) headers.delete('date');
    else headers.set('date', new Date(at + this.aheadMs).toUTCString());
    return { ...answer, headers };
  }

  sendOnce(request: ApiRequest): Promise<ApiAnswer> {
    return nodeTransport.sendOnce(request);
  }
}
