import { describe, expect, test } from 'vitest';
import type { ApiRequest, Transport } from '../../../main/auth-api/transport.ts';
import { AppError } from '../../../main/app-error.ts';
import { EndpointGuard } from '../../../main/accounts/endpoint-guard.ts';
import { signInWithPassword, signInWithToken } from '../../../main/accounts/sign-in.ts';
import { setupCore } from '../../support/core/setup-core.ts';

describe('nobody is asked about', () => {
  test.each([
    'https://api.ionos.com',
    'https://api.company.example:8443',
    'http://127.0.0.1:4000',
    'https://localhost',
    'http://[::1]:1',
    'sandbox:',
  ])('%s', async (origin) => {
    const known = new Set(['https://api.ionos.com', 'https://api.company.example:8443']);
    const guard = new EndpointGuard({ known, ask: () => Promise.reject(new Error('asked')) });
    await expect(guard.pass(origin)).resolves.toBeUndefined();
  });
});

describe('at an address that is not known', () => {
  /** A network on which nothing arrives, and what was to be sent. */
  async function setup() {
    const sent: string[] = [];
    const send = ({ url }: ApiRequest): Promise<never> => {
      sent.push(new URL(url).origin);
      return Promise.reject(new AppError('OFFLINE'));
    };
    const transport: Transport = { send, sendOnce: send };
    const core = await setupCore({ transport });
    const { value } = await core.control.consoleToken('plain');
    const common = { endpoint: 'https://api.ionos.com.evil.example', contractNumber: null };
    const ways = {
      'with a password': () =>
        signInWithPassword(core.app, { ...common, email: 'a@example.com', password: 'secret' }),
      'with a token': () => signInWithToken(core.app, { ...common, token: value }),
    };
    return { core, sent, ways };
  }

  test.each(['with a password', 'with a token'] as const)(
    'nothing is sent until the person means it: %s',
    async (way) => {
      const { core, sent, ways } = await setup();
      core.endpointQuestion.answer = false;
      await expect(ways[way]()).rejects.toMatchObject({ code: 'CANCELLED' });
      expect(core.endpointQuestion.asked).toEqual(['https://api.ionos.com.evil.example']);
      expect(sent).toEqual([]);
      core.endpointQuestion.answer = true;
      await expect(ways[way]()).rejects.toMatchObject({ code: 'OFFLINE' });
      expect(new Set(sent)).toEqual(new Set(['https://api.ionos.com.evil.example']));
    },
  );

  test.each(['https://api.ionos.com', ''])(
    'the endpoint "%s" needs no question',
    async (endpoint) => {
      const { core, sent } = await setup();
      core.endpointQuestion.answer = false;
      const { value } = await core.control.consoleToken('plain');
      const tried = signInWithToken(core.app, { endpoint, token: value, contractNumber: null });
      await expect(tried).rejects.toMatchObject({ code: 'OFFLINE' });
      expect(new Set(sent)).toEqual(new Set(['https://api.ionos.com']));
    },
  );
});
