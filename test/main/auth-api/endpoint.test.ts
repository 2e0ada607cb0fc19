import { describe, expect, test } from 'vitest';
import { isLoopback, parseEndpoint, sandboxOrigin } from '../../../main/auth-api/endpoint.ts';

const anywhere = { loopbackOnly: false };
const fallback = { loopbackOnly: true };

describe('an endpoint', () => {
  test.each([
    ['', 'https://api.ionos.com'],
    ['   ', 'https://api.ionos.com'],
    ['api.ionos.com', 'https://api.ionos.com'],
    ['https://api.ionos.com', 'https://api.ionos.com'],
    ['https://api.ionos.com/', 'https://api.ionos.com'],
    ['https://api.ionos.com/auth/v1', 'https://api.ionos.com'],
    ['https://api.ionos.com/auth/v1/', 'https://api.ionos.com'],
    ['https://api.ionos.com/cloudapi/v6', 'https://api.ionos.com'],
    [' https://API.ionos.com/auth/v1\n', 'https://api.ionos.com'],
    ['https://proxy.example.com:8443/auth/v1', 'https://proxy.example.com:8443'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://127.0.0.1:8080/auth/v1/', 'http://127.0.0.1:8080'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['localhost', 'https://localhost'],
    ['https://proxy', 'https://proxy'],
    ['proxy:8443', 'https://proxy:8443'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
  ])('%j is %s', (text, origin) => {
    expect(parseEndpoint(text, anywhere)).toBe(origin);
  });

  test.each([
    ['no address', 'ENDPOINT_INVALID', 'hello world'],
    ['no host', 'ENDPOINT_INVALID', 'https://'],
    ['a word', 'ENDPOINT_INVALID', 'nonsense'],
    ['a word and a slash', 'ENDPOINT_INVALID', 'nonsense/'],
    ['a word and a path of ours', 'ENDPOINT_INVALID', 'nonsense/auth/v1'],
    ['a number', 'ENDPOINT_INVALID', '1234'],
    ['an e-mail address', 'ENDPOINT_INVALID', 'paula@example.com'],
    ['a path of its own', 'ENDPOINT_PATH', 'https://api.ionos.com/auth/v2'],
    ['a path below the API', 'ENDPOINT_PATH', 'https://api.ionos.com/auth/v1/tokens'],
    ['nothing but a path', 'ENDPOINT_PATH', '/foo'],
    ['a path in place of a host', 'ENDPOINT_PATH', 'https:///auth/v1'],
    ['a backslash for a slash', 'ENDPOINT_PATH', '\\foo'],
    ['a page', 'ENDPOINT_PATH', 'https://dcd.ionos.com/latest/'],
    ['a query', 'ENDPOINT_INVALID', 'https://api.ionos.com/auth/v1?debug=1'],
    ['a fragment', 'ENDPOINT_INVALID', 'https://api.ionos.com/auth/v1#top'],
    ['a user name', 'ENDPOINT_INVALID', 'https://paula@api.ionos.com'],
    ['credentials', 'ENDPOINT_INVALID', 'https://paula:secret@api.ionos.com/auth/v1'],
    ['credentials at loopback', 'ENDPOINT_INVALID', 'http://a:b@127.0.0.1:8080'],
    ['a host behind a backslash', 'ENDPOINT_INVALID', 'https://api.ionos.com\\@evil.example'],
    ['another scheme', 'ENDPOINT_INVALID', 'ftp://api.ionos.com'],
    ['a file', 'ENDPOINT_INVALID', 'file:///etc/passwd'],
    ['a script', 'ENDPOINT_INVALID', 'javascript:alert(1)'],
    ['http in the open', 'ENDPOINT_INSECURE', 'http://api.ionos.com'],
    ['a host that begins like loopback', 'ENDPOINT_INSECURE', 'http://127.0.0.1.evil.example'],
    ['a user name like loopback', 'ENDPOINT_INVALID', 'http://127.0.0.1@evil.example'],
    ['a host that is too long with its scheme', 'ENDPOINT_INVALID', `${'a.'.repeat(147)}test`],
    [
      'a host that is too long once it is written out',
      'ENDPOINT_INVALID',
      `https://${`${'ü'.repeat(50)}.`.repeat(5)}${'ü'.repeat(20)}.test`,
    ],
    ['every interface', 'ENDPOINT_INSECURE', 'http://0.0.0.0:8080'],
  ])('with %s is %s', (_, code, text) => {
    expect(() => parseEndpoint(text, anywhere)).toThrow(expect.objectContaining({ code }));
  });
});

describe('on the fallback runtime an endpoint', () => {
  test.each(['http://127.0.0.1:8080/auth/v1', 'https://localhost', 'http://[::1]'])(
    'on this computer is taken: %s',
    (text) => {
      expect(isLoopback(parseEndpoint(text, fallback))).toBe(true);
    },
  );

  test.each(['', 'https://api.ionos.com', 'https://127.0.0.1.evil.example'])(
    'elsewhere is refused: %j',
    (text) => {
      expect(() => parseEndpoint(text, fallback)).toThrow(
        expect.objectContaining({ code: 'ENDPOINT_ON_FALLBACK' }),
      );
    },
  );

  test.each(['nonsense', 'hello world', 'https://'])(
    'that is no address is said to be none: %j',
    (text) => {
      expect(() => parseEndpoint(text, fallback)).toThrow(
        expect.objectContaining({ code: 'ENDPOINT_INVALID' }),
      );
    },
  );
});

test("the trial's own endpoint is on this computer", () => {
  expect(isLoopback(sandboxOrigin)).toBe(true);
});
