import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Failure, State } from '../../preload/contract.ts';
import { aStore, signedOut } from './build.ts';
import { done, no, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, field, focused, gone, open, visible } from './open.ts';

const email = 'ops@acme.example';
const ways = [
  'Sign in with e-mail and password',
  'Paste a token',
  'Try it with the built-in sandbox',
] as const;

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

test('offers three ways in and says what becomes of keychain and password', async () => {
  await setup();
  await visible(page.getByRole('heading', { name: 'Sign in', exact: true }));
  for (const name of ways) await visible(button(name));
  await visible(page.getByText(/in the keychain of this computer/));
  // True with a keychain and without one.
  await visible(page.getByText(/then forgotten. If no token can be made .* until the app ends/));
});

describe('all three ways in are seen at once', () => {
  const notices: State['notices'] = ['FALLBACK_RUNTIME'];
  const offers = { token: true, endpoint: 'http://127.0.0.1:8080' };

  test.each([
    ['in a new window', 1200, 780],
    ['in the smallest window', 480, 400],
    ['at a zoom of 200 %', 640, 400],
  ])('%s, whatever is said above them', async (_, width, height) => {
    await open({ session: signedOut(), notices, store: aStore({ kind: 'session' }) });
    await page.viewport(width, height);
    for (const name of ways) await expect.element(button(name)).toBeInViewport({ ratio: 1 });
  });

  test('in a new window with what the environment offers', async () => {
    await open({ session: signedOut({ offers }), notices, store: aStore({ kind: 'session' }) });
    await page.viewport(1200, 780);
    for (const name of ways) await expect.element(button(name)).toBeInViewport({ ratio: 1 });
  });

  test('and the form of the one that is open is in the smallest one too', async () => {
    await setup();
    await page.viewport(480, 400);
    await expect.element(field('E-mail')).toBeInViewport({ ratio: 1 });
    await expect.element(field('Password')).toBeInViewport({ ratio: 1 });
    await expect.poll(() => document.documentElement.scrollWidth).toBe(480);
  });
});

test('the form is of the way that is open, and typed words stay', { tags: 'long' }, async () => {
  await setup();
  const byPassword = button('Sign in with e-mail and password');
  await expect.element(byPassword).toHaveAttribute('aria-expanded', 'true');
  await typePassword();
  await button('Paste a token').click();
  await expect.element(byPassword).toHaveAttribute('aria-expanded', 'false');
  await gone(field('E-mail'));
  await focused(field('Token'));
  await byPassword.click();
  await focused(field('E-mail'));
  await expect.element(field('E-mail')).toHaveValue(email);
});

test('signs in with e-mail and password by Enter and empties the password field', async () => {
  const bridge = await setup({ session: { signInWithPassword: done } });
  await typePassword();
  await userEvent.keyboard('{Enter}');
  await expect.element(field('Password')).toHaveValue('');
  await expect.element(field('E-mail')).toHaveValue(email);
  expect(bridge.argsOf('session.signInWithPassword')).toEqual([
    {
      endpoint: 'https://api.ionos.com',
      email,
      password: 'correct horse',
      contractNumber: null,
    },
  ]);
});

test('sends one sign-in, however often the button is clicked', async () => {
  const bridge = await setup({
    session: { signInWithPassword: () => new Promise(() => undefined) },
  });
  await typePassword();
  await button('Sign in').click();
  await expect.element(button('Signing in…')).toHaveAttribute('aria-disabled', 'true');
  await button('Signing in…').click({ force: true });
  expect(bridge.argsOf('session.signInWithPassword')).toHaveLength(1);
});

test('a contract is chosen from those that IONOS names, without losing the input', async () => {
  const answers = [
    no({ code: 'CONTRACT_REQUIRED', contracts: [31234567, 31234568] }),
    done(),
  ] as const;
  let call = 0;
  const bridge = await setup({
    session: { signInWithPassword: () => answers[call++] ?? done() },
  });
  await typePassword();
  await button('Sign in').click();
  await visible(alert(/Choose the one to work with/));
  await focused(field('Contract number'));
  await field('Contract number').selectOptions('31234568');
  await button('Sign in').click();
  expect(bridge.argsOf('session.signInWithPassword')).toMatchObject([
    { contractNumber: null },
    { contractNumber: 31234568, password: 'correct horse' },
  ]);
});

describe('contracts that were offered are those of one account', { tags: 'long' }, () => {
  const offering: Failure = { code: 'CONTRACT_REQUIRED', contracts: [31234567, 31234568] };

  test.each([
    ['another e-mail address', () => field('E-mail').fill('dev@acme.example')],
    ['another endpoint', () => field('Endpoint').fill('http://127.0.0.1:8080')],
    ['another way in', () => typeToken('eyJ.eyJ.sig')],
  ])('%s leaves none of them, nor what was chosen', async (_, change) => {
    await setup(refusing(offering));
    await typePassword();
    await button('Sign in').click();
    await field('Contract number').selectOptions('31234568');
    await change();
    await expect.element(field('Contract number')).toHaveAttribute('type', 'text');
    await expect.element(field('Contract number')).toHaveValue('');
    await gone(alert(/Choose the one to work with/));
  });

  test('another token, too', async () => {
    await setup(refusing(offering));
    await typeToken('eyJ.eyJ.one');
    await button('Sign in').click();
    await field('Contract number').selectOptions('31234567');
    await field('Token').fill('eyJ.eyJ.two');
    await expect.element(field('Contract number')).toHaveAttribute('type', 'text');
    await expect.element(field('Contract number')).toHaveValue('');
  });

  test('another password is no matter, and a number that was typed stays', async () => {
    const bridge = await setup(refusing(offering));
    await typePassword();
    await page.getByText('Endpoint and contract').click();
    await field('Contract number').fill('31234567');
    await field('E-mail').fill('dev@acme.example');
    await button('Sign in').click();
    expect(bridge.argsOf('session.signInWithPassword')).toMatchObject([
      { contractNumber: 31234567 },
    ]);
    await field('Contract number').selectOptions('31234568');
    await field('Password').fill('another');
    await expect.element(field('Contract number')).toHaveValue('31234568');
  });
});

test('an empty endpoint is the usual one, and the field says so', async () => {
  const bridge = await setup(refusing({ code: 'OFFLINE' }));
  await typePassword();
  await page.getByText('Endpoint and contract').click();
  await field('Endpoint').fill('  ');
  await button('Sign in').click();
  await visible(alert(/cannot be reached/));
  await expect.element(field('Endpoint')).toHaveValue('https://api.ionos.com');
  expect(bridge.argsOf('session.signInWithPassword')).toMatchObject([
    { endpoint: 'https://api.ionos.com' },
  ]);
});

test('the keyboard begins in the first field', async () => {
  await setup();
  await focused(field('E-mail'));
  await userEvent.keyboard(email);
  await expect.element(field('E-mail')).toHaveValue(email);
});

test('a contract number with letters is refused before anything is sent', async () => {
  const bridge = await setup();
  await typePassword();
  await page.getByText('Endpoint and contract').click();
  await field('Contract number').fill('31x');
  await button('Sign in').click();
  await visible(alert(/digits only/));
  expect(bridge.argsOf('session.signInWithPassword')).toEqual([]);
});

test('a pasted token is hidden until it is shown', async () => {
  await setup();
  await typeToken('eyJ.eyJ.sig');
  await expect.element(field('Token')).toHaveAttribute('type', 'password');
  await button('Show Token').click();
  const shown = page.getByLabelText('Token, shown', { exact: true });
  await expect.element(shown).toHaveValue('eyJ.eyJ.sig');
  // What is selected in a field of text would go into the X11 PRIMARY selection.
  await expect.element(field('Token')).toHaveAttribute('type', 'password');
  // It can be mended while it is seen.
  await typeToken('eyJ.eyJ.other');
  await expect.element(shown).toHaveValue('eyJ.eyJ.other');
  await button('Hide Token').click();
  await expect.element(shown).not.toBeInTheDocument();
});

test('the trial starts with one click and says why it could not', async () => {
  const bridge = await setup(refusing({ code: 'INTERNAL' }));
  await button('Try it with the built-in sandbox').click();
  await visible(alert(/Something in the app went wrong/));
  expect(bridge.argsOf('session.startTrial')).toHaveLength(1);
});

describe('what the environment offers', () => {
  const offers = { token: true, endpoint: 'http://127.0.0.1:8080' };

  test('is used only when chosen', async () => {
    const bridge = await setup({ session: { signInWithEnvironmentToken: done } }, { offers });
    await visible(
      page.getByText('IONOS_TOKEN is set in this environment, for http://127.0.0.1:8080.'),
    );
    await button('Use this endpoint').click();
    await expect.element(field('Endpoint')).toHaveValue('http://127.0.0.1:8080');
    await button('Sign in with IONOS_TOKEN').click();
    expect(bridge.argsOf('session.signInWithEnvironmentToken')).toEqual([
      { endpoint: 'http://127.0.0.1:8080', contractNumber: null },
    ]);
  });

  test('is refused where it is offered', async () => {
    await setup(refusing({ code: 'TOKEN_EXPIRED', at: Date.UTC(2026, 4, 1) }), { offers });
    await button('Sign in with IONOS_TOKEN').click();
    await visible(alert(/This token expired on .*2026/));
  });

  test('is not mentioned when there is nothing', async () => {
    await setup();
    await gone(page.getByText(/IONOS_TOKEN/));
    await gone(page.getByText(/IONOS_API_URL/));
  });
});

describe('a server that does not answer', () => {
  test('is not waited for any longer than the person wants; what was typed stays', async () => {
    let stop: (answer: Awaited<ReturnType<typeof no>>) => void = () => undefined;
    const stopped = new Promise<Awaited<ReturnType<typeof no>>>((resolve) => {
      stop = resolve;
    });
    const bridge = await setup({
      session: { signInWithPassword: () => stopped },
      app: {
        cancel: () => {
          stop({ ok: false, error: { code: 'CANCELLED' } });
          return done();
        },
      },
    });
    await gone(page.getByRole('button', { name: 'Cancel' }));
    await typePassword();
    await button('Sign in').click();
    await button('Cancel').click();
    expect(bridge.argsOf('app.cancel')).toHaveLength(1);
    await visible(button('Sign in'));
    await gone(page.getByRole('button', { name: 'Cancel' }));
    await expect.element(field('E-mail')).toHaveValue(email);
    await expect.element(field('Password')).toHaveValue('correct horse');
    const said = page.getByRole('alert').elements();
    expect(said.map(({ textContent }) => textContent.trim()).join('')).toBe('');
  });
});
