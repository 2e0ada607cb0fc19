import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { mistakesIn } from '../../renderer/state/sign-in-mistakes.ts';
import { signedOut } from './build.ts';
import { done, type FakeBridge } from './fake-bridge.ts';
import { alert, button, field, focused, gone, open, visible } from './open.ts';

const setup = (): Promise<FakeBridge> =>
  open({ session: signedOut() }, { session: { signInWithPassword: done } });

test('every mistake is said at once, each at its field, and the first has the keyboard', async () => {
  const bridge = await setup();
  await page.getByText('Endpoint and contract').click();
  await field('Endpoint').fill('https://api ionos com');
  await field('Contract number').fill('acme');
  await button('Sign in').click();
  for (const sentence of [
    /^Enter your e-mail address/,
    /^Enter your password/,
    /^This is not an address/,
    /^A contract number has digits only/,
  ])
    await visible(page.getByText(sentence));
  for (const label of ['E-mail', 'Password', 'Endpoint', 'Contract number'])
    await expect.element(field(label)).toHaveAttribute('aria-invalid', 'true');
  await focused(field('E-mail'));
  expect(bridge.argsOf('session.signInWithPassword')).toEqual([]);
});

test('what is folded away opens when the mistake is there', { tags: 'long' }, async () => {
  await setup();
  await page.getByText('Endpoint and contract').click();
  await field('Contract number').fill('acme');
  await page.getByText('Endpoint and contract').click();
  await field('E-mail').fill('ops@acme.example');
  await field('Password').fill('correct horse');
  await button('Sign in').click();
  await visible(field('Contract number'));
  await focused(field('Contract number'));
});

test('mended ones go with the next try, and with the other way in', { tags: 'long' }, async () => {
  const bridge = await setup();
  await button('Sign in').click();
  await button('Paste a token').click();
  await gone(alert(/.+/));
  await button('Sign in with e-mail and password').click();
  await field('E-mail').fill('ops@acme.example');
  await field('Password').fill('correct horse');
  await button('Sign in').click();
  await gone(page.getByText(/^Enter your password/));
  expect(bridge.argsOf('session.signInWithPassword')).toHaveLength(1);
});

test('the way that acts at once looks like an act, and is no fold of the form', async () => {
  await setup();
  const trial = button('Try it with the built-in sandbox');
  await expect.element(trial).not.toHaveAttribute('aria-expanded');
  await expect.element(button('Paste a token')).toHaveAttribute('aria-expanded', 'false');
  const look = (name: string): string => getComputedStyle(button(name).element()).color;
  expect(look('Try it with the built-in sandbox')).not.toBe(look('Paste a token'));
});

test.each([
  ['api ionos com', ['ENDPOINT_INVALID']],
  ['https://', ['ENDPOINT_INVALID']],
  ['http://a b', ['ENDPOINT_INVALID']],
  ['https://api.ionos.com:99999', ['ENDPOINT_INVALID']],
  ['', []],
  [' https://api.ionos.com ', []],
  ['api.ionos.com/auth/v1', []],
  ['localhost:8080', []],
  ['[::1]:9', []],
])('of the endpoint "%s" is said %j, the rest is left to main', (endpoint, codes) => {
  const entries = { email: '', password: '', token: 'x', contract: '', endpoint };
  expect(mistakesIn('token', entries)).toEqual(codes);
});
