import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Failure, Ghost } from '../../preload/contract.ts';
import { aGenerated, aGhost, aState, aValue, anAccount, anId } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, gone, open, visible } from './open.ts';

/** Opens the dialog, with what it begins with. */
async function opened(answers: Answers): Promise<FakeBridge> {
  const bridge = await open({}, answers);
  await openDialog();
  return bridge;
}

/** Opens the dialog and enters something in each of its fields. */
async function setup(answers: Answers): Promise<FakeBridge> {
  const bridge = await opened(answers);
  await field('Time To Live (TTL)').selectOptions('Other…');
  await field('Unit').selectOptions('hours');
  await field('Length').fill('36');
  await field('Label').fill('deploy-prod');
  await page.getByText('More', { exact: true }).click();
  await field('Used in').fill('GitHub Actions');
  await field('Note').fill('ask Kim');
  await field('Teal').click({ force: true });
  await field('Keep in keychain').click();
  return bridge;
}

async function openDialog(): Promise<void> {
  await button('Generate Token').click();
  await visible(dialog('Generate Token'));
}

async function entered(): Promise<void> {
  await expect.element(field('Time To Live (TTL)')).toHaveDisplayValue('Other…');
  await expect.element(field('Unit')).toHaveDisplayValue('hours');
  await expect.element(field('Length')).toHaveValue('36');
  await expect.element(field('Label')).toHaveValue('deploy-prod');
  await expect.element(field('Used in')).toHaveValue('GitHub Actions');
  await expect.element(field('Note')).toHaveValue('ask Kim');
  await expect.element(field('Teal')).toBeChecked();
  await expect.element(field('Keep in keychain')).not.toBeChecked();
}

async function empty(): Promise<void> {
  await expect.element(field('Time To Live (TTL)')).toHaveDisplayValue('30 Days');
  await expect.element(field('Label')).toHaveValue('');
  await expect.element(field('Keep in keychain')).toBeChecked();
  await page.getByText('More', { exact: true }).click();
  await expect.element(field('Used in')).toHaveValue('');
  await expect.element(field('Note')).toHaveValue('');
  await expect.element(field('None')).toBeChecked();
}

const unknown = (came?: Failure['came']): Answers => ({
  tokens: { generate: () => no({ code: 'OUTCOME_UNKNOWN', ...(came && { came }) }) },
});

/** Presses "Generate", which gets no usable answer; main shows a request, of now or so many ms ago. */
async function interrupt(
  bridge: FakeBridge,
  { ago = 0, ...changes }: Partial<Ghost> & { ago?: number } = {},
): Promise<Ghost> {
  await button('Generate').click();
  await gone(dialog('Generate Token'));
  const ghost = aGhost({ startedAt: sentAt - ago, label: 'deploy-prod', ...changes });
  bridge.emit({ ghosts: [ghost] });
  return ghost;
}

/** When the request was under way, as main noted it. */
let sentAt = 0;
const timed = (answers: Answers): Answers => ({
  ...answers,
  tokens: {
    generate: (args) => {
      sentAt = Date.now();
      return answers.tokens?.generate?.(args) ?? no({ code: 'INTERNAL' });
    },
  },
});

describe('what was entered', () => {
  test('is there again after an unknown outcome, with a word of why', async () => {
    const bridge = await setup(timed(unknown('fault')));
    await interrupt(bridge);
    await openDialog();
    await entered();
    await visible(page.getByText(/^This is what you entered for the request at .* not known yet/));
    bridge.emit({ ghosts: [] });
    await gone(page.getByText(/^This is what you entered/));
    await entered();
  });

  test('can be changed and sent again', { tags: 'long' }, async () => {
    const bridge = await setup(timed(unknown('silence')));
    await interrupt(bridge);
    await openDialog();
    await field('Length').fill('1.5');
    await visible(alert(/Enter a whole number/));
    await field('Length').fill('48');
    await field('Label').fill('deploy-test');
    await button('Generate').click();
    expect(bridge.argsOf('tokens.generate')).toMatchObject([
      { ttlSeconds: 36 * 3600, label: 'deploy-prod', keep: false },
      { ttlSeconds: 48 * 3600, label: 'deploy-test', usedIn: 'GitHub Actions', keep: false },
    ]);
  });

  test('is there again after signing in again', { tags: 'long' }, async () => {
    await setup({ tokens: { generate: () => no({ code: 'SIGN_IN_ENDED' }) } });
    await button('Generate').click();
    await button('Sign in again').click();
    await dialog('Sign in again').getByRole('button', { name: 'Cancel' }).click();
    await openDialog();
    await entered();
  });

  test.each<[string, () => Promise<void>]>([
    ['Cancel', () => button('Cancel').click()],
    ['the cross', () => button('Dismiss').click()],
    ['Escape', () => userEvent.keyboard('{Escape}')],
  ])('is given up by %s', { tags: 'long' }, async (_, giveUp) => {
    await setup({});
    await giveUp();
    await gone(dialog('Generate Token'));
    await openDialog();
    await empty();
  });

  test('given up, is there again by Undo', { tags: 'long' }, async () => {
    await setup({});
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Generate Token'));
    await button('Undo').click();
    await visible(dialog('Generate Token'));
    await entered();
  });

  test('with nothing written, goes without a word', async () => {
    await opened({});
    await field('Time To Live (TTL)').selectOptions('1 Hour');
    await userEvent.keyboard('{Escape}');
    await gone(dialog('Generate Token'));
    await gone(button('Undo'));
  });

  test('is done with when a token was made with it', { tags: 'long' }, async () => {
    const generated = aGenerated();
    const bridge = await setup({
      tokens: { generate: () => ok({ tokenId: generated.tokenId, value: aValue }) },
      generated: { close: done },
    });
    await button('Generate').click();
    bridge.emit({ generated });
    await visible(dialog('Token generated'));
    bridge.emit({ generated: null });
    await openDialog();
    await empty();
  });

  describe('and a token that came of it', { tags: 'long' }, () => {
    const found: Partial<Ghost> = {
      status: 'found',
      candidates: [{ tokenId: anId('9b07d2e4'), createdAt: null, sure: false }],
    };

    test('is done with when that is kept', async () => {
      const bridge = await setup({ ...timed(unknown()), ghosts: { keep: done } });
      await interrupt(bridge, found);
      await button('Keep').click();
      bridge.emit({ ghosts: [] });
      await openDialog();
      await empty();
    });

    test('is there again when that is revoked', async () => {
      const bridge = await setup({ ...timed(unknown()), ghosts: { revoke: done } });
      await interrupt(bridge, found);
      await button('Revoke token').click();
      bridge.emit({ ghosts: [] });
      await openDialog();
      await entered();
    });

    test('is there again when one of an earlier request is kept', async () => {
      const bridge = await setup({ ...timed(unknown()), ghosts: { keep: done } });
      await interrupt(bridge, { ...found, ago: 60_000 });
      await button('Keep').click();
      bridge.emit({ ghosts: [] });
      await openDialog();
      await entered();
    });
  });

  test('is of one account alone', { tags: 'long' }, async () => {
    const bridge = await setup(timed(unknown()));
    await interrupt(bridge);
    const account = anAccount({ id: '7d1f0a9b-5d0e-4c0e-9a55-0d4f5b1c2d3e' });
    bridge.emit({ session: { ...aState().session, account }, ghosts: [] });
    await openDialog();
    await empty();
  });

  test('goes with the privacy lock', async () => {
    const bridge = await setup(timed(unknown()));
    await interrupt(bridge);
    bridge.emit({ locked: true });
    await visible(page.getByText('Token Vault is locked'));
    bridge.emit({ locked: false });
    await openDialog();
    await empty();
  });
});

describe('what came in place of an answer is said as it was', () => {
  test.each<[Failure['came'], string]>([
    ['silence', 'IONOS did not answer.'],
    ['cut', 'The answer of IONOS broke off before it was complete.'],
    ['fault', 'IONOS reported a fault on its side, which says neither yes nor no.'],
    [
      'unusable',
      'An answer came that is not one of the IONOS Auth API and says neither yes nor no.',
    ],
    [undefined, 'This app has no clear answer from IONOS.'],
  ])('%s', { tags: 'long' }, async (came, sentence) => {
    const bridge = await opened(timed(unknown(came)));
    const ghost = await interrupt(bridge);
    await visible(
      page.getByText(`${sentence} A token may have been created. Checking the list…`, {
        exact: true,
      }),
    );
    bridge.emit({ ghosts: [{ ...ghost, status: 'waiting' }] });
    await visible(
      page.getByText(`${sentence} A token may have been created. None has shown up yet.`),
    );
  });

  test('and of no other request', async () => {
    const bridge = await opened(timed(unknown('silence')));
    const ghost = await interrupt(bridge);
    const earlier = { ...ghost, operationId: anId('5e0c1f92'), startedAt: sentAt - 60_000 };
    const signIn: Ghost = { ...ghost, operationId: anId('5e0c1f93'), purpose: 'sign-in' };
    bridge.emit({ ghosts: [earlier] });
    await visible(page.getByText(/^This app has no clear answer from IONOS/));
    bridge.emit({ ghosts: [signIn] });
    await visible(page.getByText(/^This app has no clear answer from IONOS/));
    bridge.emit({ ghosts: [ghost] });
    await visible(page.getByText(/^IONOS did not answer/));
  });
});
