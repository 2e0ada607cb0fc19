import { expect, test } from 'vitest';
import { takeEnvironment } from '../../main/environment.ts';

test.each([
  ['nothing', {}, { token: null, endpoint: null }],
  ['a token', { IONOS_TOKEN: 'eyJ.x.y' }, { token: 'eyJ.x.y', endpoint: null }],
  [
    'a token from a file, with its newline',
    { IONOS_TOKEN: ' eyJ.x.y\n' },
    { token: 'eyJ.x.y', endpoint: null },
  ],
  ['an empty token', { IONOS_TOKEN: ' ' }, { token: null, endpoint: null }],
  [
    'an endpoint with its path',
    { IONOS_API_URL: 'https://api.example.com/auth/v1' },
    { token: null, endpoint: 'https://api.example.com', endpointIgnored: false },
  ],
  [
    'an endpoint at loopback',
    { IONOS_API_URL: 'http://127.0.0.1:8080' },
    { token: null, endpoint: 'http://127.0.0.1:8080' },
  ],
  [
    "IONOS's own endpoint, which needs no offer",
    { IONOS_API_URL: 'https://api.ionos.com' },
    { token: null, endpoint: null },
  ],
  [
    'an endpoint in the open',
    { IONOS_API_URL: 'http://api.example.com' },
    { token: null, endpoint: null, endpointIgnored: true },
  ],
  [
    'an endpoint that is none',
    { IONOS_API_URL: 'somewhere://' },
    { token: null, endpoint: null, endpointIgnored: true },
  ],
  [
    'an endpoint with credentials',
    { IONOS_API_URL: 'https://a:b@api.example.com' },
    { token: null, endpoint: null, endpointIgnored: true },
  ],
])('%s is offered as it is meant', (_, env, offered) => {
  expect(takeEnvironment({ ...env })).toMatchObject(offered);
});

test('no child process inherits what is secret, and everything else', () => {
  const secret = { IONOS_TOKEN: 'eyJ', IONOS_PASSWORD: 'secret', SSLKEYLOGFILE: '/tmp/keys' };
  const env = { ...secret, IONOS_USERNAME: 'a', PATH: '/bin' };
  takeEnvironment(env);
  expect(env).toEqual({ IONOS_USERNAME: 'a', PATH: '/bin' });
});
