import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Failure, State } from '../../preload/contract.ts';
import { aGenerated, aList, aState, aValue, anAccount, tokens, theAccountId } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, focused, gone, heard, open, visible } from './open.ts';

async function setup(answers: Answers = {}, changes: Partial<State> = {}): Promise<FakeBridge> {
  const bridge = await open(changes, answers);
  await button('Generate Token').click();
  await visible(dialog('Generate Token'));
  return bridge;
}

const refusing = (error: Failure): Answers => ({ tokens: { generate: () => no(error) } });

/** The bridge's answer to a generate that never comes. */
const pending: Answers = { tokens: { generate: () => new Promise(() => undefined) } };

describe('while IONOS is asked', () => {
  test('a double click makes one token', async () => {
    const bridge = await setup(pending);
    await button('Generate').dblClick();
    await visible(button('Asking IONOS…'));
    expect(bridge.argsOf('tokens.generate')).toHaveLength(1);
  });

  test('nothing closes the dialog', async () => {
    await setup(pending);
    await button('Generate').click();
    await userEvent.keyboard('{Escape}');
    await expect.element(button('Dismiss')).toBeDisabled();
    await visible(dialog('Generate Token'));
  });

  test('Cancel ends it where that can be: nothing was made, and nothing is typed twice', async () => {
    let answer: (code: 'CANCELLED') => void = () => undefined;
    const stopped = new Promise<'CANCELLED'>((resolve) => (answer = resolve));
    const bridge = await setup({
      tokens: { generate: async () => no({ code: await stopped }) },
      app: { cancel: done },
    });
    await field('Label').fill('deploy-prod');
    await button('Generate').click();
    await button('Cancel').click();
    await visible(heard(/its answer is awaited, since it cannot be called back/));
    await button('Stopping…').click({ force: true });
    expect(bridge.argsOf('app.cancel')).toHaveLength(1);
    answer('CANCELLED');
    await visible(heard('Stopped before the request was sent. No token was made.'));
    await expect.element(field('Label')).toHaveValue('deploy-prod');
    await button('Cancel').click();
    await gone(dialog('Generate Token'));
    expect(bridge.argsOf('app.cancel')).toHaveLength(1);
  });
});

test('hands the value to its window and closes', async () => {
  const generated = aGenerated();
  const bridge = await setup({
    tokens: { generate: () => ok({ tokenId: generated.tokenId, value: aValue }) },
  });
  await button('Generate').click();
  bridge.emit({ generated });
  await visible(dialog('Token generated'));
  await expect.element(field('Token Value')).toHaveValue(aValue);
  await gone(dialog('Generate Token'));
});

test(
  'waits with the window until it has the value, when main is quicker with its word',
  { tags: 'long' },
  async () => {
    const generated = aGenerated();
    let answer: () => void = () => undefined;
    const bridge = await setup({
      tokens: {
        generate: async () => {
          await new Promise<void>((resolve) => (answer = resolve));
          return ok({ tokenId: generated.tokenId, value: aValue });
        },
      },
    });
    await button('Generate').click();
    bridge.emit({ generated });
    await visible(dialog('Generate Token'));
    answer();
    await expect.element(field('Token Value')).toHaveValue(aValue);
  },
);

test('a failure stays in the dialog with all that was typed', { tags: 'long' }, async () => {
  await setup(refusing({ code: 'RATE_LIMITED', retryAfterSeconds: 45 }));
  await field('Time To Live (TTL)').selectOptions('7 Days');
  await field('Label').fill('deploy-prod');
  await button('Generate').click();
  await visible(alert('Try again in 45 seconds. No token was made.'));
  await expect.element(field('Label')).toHaveValue('deploy-prod');
  await expect.element(field('Time To Live (TTL)')).toHaveDisplayValue('7 Days');
});

describe('where IONOS refuses', () => {
  const sentence =
    'IONOS refused. If this account uses two-factor login, create the token in the Data Center Designer (Menu > Management > Token Manager) and paste it here.';
  const box = () => dialog('Generate Token').getByText(sentence, { exact: true });
  const refused = { ...aState().session, account: anAccount({ canMint: 'no' as const }) };

  test('it is said once, and the console is one key away', async () => {
    const bridge = await setup({
      ...refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
      app: { openPage: done },
    });
    await field('Label').fill('deploy-prod');
    await button('Generate').click();
    await visible(alert(sentence));
    bridge.emit({ session: refused });
    await visible(box());
    expect(
      dialog('Generate Token')
        .getByText(/two-factor/)
        .elements(),
    ).toHaveLength(1);
    await focused(button('Open the Token Manager in the console'));
    await userEvent.keyboard('{Enter}');
    expect(bridge.argsOf('app.openPage')).toEqual(['token-manager']);
    await expect.element(field('Label')).toHaveValue('deploy-prod');
  });

  test('the place to paste the token is one click away', { tags: 'long' }, async () => {
    await setup(refusing({ code: 'TWO_FACTOR_OR_REFUSED' }));
    await button('Generate').click();
    await dialog('Generate Token').getByRole('button', { name: 'Import token' }).click();
    await visible(dialog('Import token'));
    await focused(field('Token value'));
  });

  test(
    'it is remembered, nothing is sent again, and it can be tried anyway',
    { tags: 'long' },
    async () => {
      const bridge = await setup(
        { session: { forgetCannotMint: done }, ...pending },
        { session: refused },
      );
      await visible(box());
      await expect.element(button('Generate')).toBeDisabled();
      await field('Label').click();
      await userEvent.keyboard('{Enter}');
      expect(bridge.argsOf('tokens.generate')).toEqual([]);
      await button('Try anyway').click();
      expect(bridge.argsOf('session.forgetCannotMint')).toHaveLength(1);
      bridge.emit({ session: aState().session });
      await gone(box());
      await button('Generate').click();
      expect(bridge.argsOf('tokens.generate')).toHaveLength(1);
    },
  );

  test('in the smallest window it comes into view', { tags: 'long' }, async () => {
    await setup(refusing({ code: 'TWO_FACTOR_OR_REFUSED' }));
    await page.viewport(480, 400);
    await button('Generate').click();
    await expect.element(box()).toBeInViewport({ ratio: 1 });
  });
});

describe('at the limit', () => {
  const listed = tokens(100).map((token) => ({ ...token, listed: true, accountId: theAccountId }));
  const full = { list: aList({ tokens: listed }) };
  const words = /All 100 tokens are in use. Delete one, best an expired one, and come back/;

  test('it says what to do, and does the first step without losing what was entered', async () => {
    await setup({}, full);
    await visible(dialog('Generate Token').getByText(words));
    await field('Label').fill('deploy-prod');
    await dialog('Generate Token')
      .getByRole('button', { name: 'Select 16 expired tokens' })
      .click();
    await gone(dialog('Generate Token'));
    await expect.element(button('Delete token')).toBeEnabled();
    await button('Generate Token').click();
    await expect.element(field('Label')).toHaveValue('deploy-prod');
  });

  test('that only IONOS knew of it is said once', { tags: 'long' }, async () => {
    const bridge = await setup(refusing({ code: 'LIMIT_REACHED' }));
    await button('Generate').click();
    await visible(alert(/All 100 tokens are in use/));
    bridge.emit(full);
    await visible(
      dialog('Generate Token').getByRole('button', { name: 'Select 16 expired tokens' }),
    );
    expect(
      dialog('Generate Token')
        .getByText(/tokens .*are in use/)
        .elements(),
    ).toHaveLength(1);
  });
});
