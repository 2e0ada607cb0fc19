import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Failure, State } from '../../preload/contract.ts';
import { aGenerated, aGhost, aList, aState, aValue, anAccount, tokens } from './build.ts';
import { done, no, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { alert, button, dialog, field, gone, open, visible } from './open.ts';

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
    await expect.element(button('Cancel')).toBeDisabled();
    await visible(dialog('Generate Token'));
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

test('waits with the window until it has the value, when main is quicker with its word', async () => {
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
});

test('an unknown outcome closes it and goes on above the list', async () => {
  const bridge = await setup(refusing({ code: 'OUTCOME_UNKNOWN' }));
  bridge.emit({ ghosts: [aGhost()] });
  await button('Generate').click();
  await gone(dialog('Generate Token'));
  await visible(page.getByText(/A token may have been created. Checking the list…/));
});

test('a failure stays in the dialog with all that was typed', async () => {
  await setup(refusing({ code: 'RATE_LIMITED', retryAfterSeconds: 45 }));
  await field('Time To Live (TTL)').selectOptions('7 Days');
  await field('Label').fill('deploy-prod');
  await button('Generate').click();
  await visible(alert('Try again in 45 seconds'));
  await expect.element(field('Label')).toHaveValue('deploy-prod');
  await expect.element(field('Time To Live (TTL)')).toHaveDisplayValue('7 Days');
});

describe('where IONOS refuses', () => {
  test('the console is one click away', async () => {
    const bridge = await setup({
      ...refusing({ code: 'TWO_FACTOR_OR_REFUSED' }),
      app: { openPage: done },
    });
    await button('Generate').click();
    await visible(alert(/If this account uses two-factor login/));
    await button('Open the Token Manager in the console').click();
    expect(bridge.argsOf('app.openPage')).toEqual(['token-manager']);
  });

  test('it is remembered, and can be tried anyway', async () => {
    const session = { ...aState().session, account: anAccount({ canMint: 'no' as const }) };
    const bridge = await setup({ session: { forgetCannotMint: done } }, { session });
    await visible(page.getByText(/IONOS refused to make a token for this sign-in/));
    await button('Try anyway').click();
    expect(bridge.argsOf('session.forgetCannotMint')).toHaveLength(1);
  });
});

test('at the limit it says what to do', async () => {
  await setup({}, { list: aList({ tokens: tokens(100) }) });
  await visible(
    dialog('Generate Token').getByText(/Delete one, best an expired one, and come back/),
  );
});
