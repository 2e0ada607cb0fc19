import { describe, expect, test } from 'vitest';
import type { Failure, State } from '../../preload/contract.ts';
import { signedOut } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, field, focused, open, visible } from './open.ts';

const email = 'ops@acme.example';

function setup(
  answers: Answers = {},
  session: Partial<State['session']> = {},
): Promise<FakeBridge> {
  return open({ session: signedOut(session) }, answers);
}

const refusing = (error: Failure): Answers => ({
  session: {
    signInWithPassword: () => no(error),
    signInWithToken: () => no(error),
    signInWithEnvironmentToken: () => no(error),
    startTrial: () => no(error),
  },
});

async function typePassword(): Promise<void> {
  await field('E-mail').fill(email);
  await field('Password').fill('correct horse');
}

async function typeToken(value: string): Promise<void> {
  await button('Paste a token').click();
  await field('Token').fill(value);
}

describe(
  'a refused sign-in says so at the field, keeps the input and moves the focus there',
  { tags: 'long' },
  () => {
    test.each([
      ['EMAIL_INVALID', 'E-mail', /Enter your e-mail address/],
      ['PASSWORD_EMPTY', 'Password', /Enter your password/],
      ['PASSWORD_TOO_LONG', 'Password', /too long to be a password/],
      ['BAD_CREDENTIALS', 'Password', /does not know this e-mail and password/],
      ['ENDPOINT_INVALID', 'Endpoint', /This is not an address/],
      ['ENDPOINT_PATH', 'Endpoint', /has no path of its own/],
      ['ENDPOINT_PORT', 'Endpoint', /port is kept for other services/],
      ['ENDPOINT_NOT_HTTPS', 'Endpoint', /does not speak https.*begins with http:/],
      ['ENDPOINT_INSECURE', 'Endpoint', /Use an address with https/],
      ['ENDPOINT_ON_FALLBACK', 'Endpoint', /to addresses on this computer only/],
      ['NOT_THE_API', 'Endpoint', /is not the IONOS Auth API/],
      ['REDIRECTED', 'Endpoint', /sent the request on to another address/],
      ['CONTRACT_INVALID', 'Contract number', /digits only/],
      ['CONTRACT_UNKNOWN', 'Contract number', /no contract with this number/],
      ['CONTRACT_REQUIRED', 'Contract number', /Enter the number of the one/],
    ] as const)('%s', async (code, name, sentence) => {
      await setup(refusing({ code }));
      await typePassword();
      await button('Sign in').click();
      await visible(alert(sentence));
      await focused(field(name));
      await expect.element(field(name)).toHaveAttribute('aria-invalid', 'true');
      await expect.element(field('E-mail')).toHaveValue(email);
      await expect.element(field('Password')).toHaveValue('correct horse');
    });

    test.each([
      ['TOKEN_EMPTY', /Paste the token's value/],
      ['TOKEN_IS_UUID', /token's id, not its value.*starts with eyJ/],
      ['TOKEN_IS_API_KEY', /API key of IONOS hosting/],
      ['TOKEN_NOT_JWT', /a part of it is missing/],
      ['TOKEN_BROKEN', /in the middle of this value/],
      ['TOKEN_SEVERAL', /more than one token/],
      ['TOKEN_EXPIRED', /This token has expired/],
      ['SIGN_IN_ENDED', /does not accept this token/],
    ] as const)('%s', async (code, sentence) => {
      await setup(refusing({ code }));
      await typeToken('what was pasted');
      await button('Sign in').click();
      await visible(alert(sentence));
      await focused(field('Token'));
      await expect.element(field('Token')).toHaveValue('what was pasted');
    });

    test.each([
      ['OFFLINE', /cannot be reached/],
      ['TIMEOUT', /did not answer in time/],
      ['TLS', /certificate is not trusted/],
      ['SERVER_ERROR', /fault on its side/],
      ['STORE_LOCKED', /keychain is locked/],
    ] as const)('%s, which belongs to no field', { tags: 'long' }, async (code, sentence) => {
      await setup(refusing({ code }));
      await typePassword();
      await button('Sign in').click();
      await visible(alert(sentence));
      await expect.element(field('Password')).toHaveValue('correct horse');
    });
  },
);

test('a two-factor account is led to the console and to pasting a token', async () => {
  const bridge = await setup({
    ...refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
    app: { openPage: done },
  });
  await typePassword();
  await button('Sign in').click();
  await visible(alert(/Menu > Management > Token Manager/));
  await button('Open the Token Manager in the console').click();
  expect(bridge.argsOf('app.openPage')).toEqual(['token-manager']);
  await button('Paste a token').first().click();
  await focused(field('Token'));
});
