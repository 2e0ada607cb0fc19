import { page, type Locator } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList } from './build.ts';
import type { Answers, FakeBridge } from './fake-bridge.ts';
import { button, dialog, open } from './open.ts';

/** The dialog for one token. */
export const one = (): Locator => dialog('Delete token');

/** Shows these tokens, selects them all and asks for their deletion. */
export async function ask(
  tokens: readonly Token[],
  answers: Answers = {},
  state: Partial<State> = {},
): Promise<FakeBridge> {
  const bridge = await open({ list: aList({ tokens: [...tokens] }), ...state }, answers);
  for (const token of tokens) {
    await page.getByRole('checkbox', { name: `Select token ${token.id.slice(0, 8)}` }).click();
  }
  await button('Delete token').click();
  return bridge;
}

/** Presses what deletes, in the dialog. */
export const confirm = (name = 'Delete token'): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
