import { page, type Locator } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aCard, aList, aToken, anId } from './build.ts';
import { ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { open, row, visible } from './open.ts';

export const staging = aToken({ label: 'staging', note: 'ask Kim', usedIn: 'GitHub Actions' });
export const card = () => ok(aCard());
/** The details beside the list. */
export const pane = (): Locator =>
  page.getByRole('complementary', { name: "Details of token 'staging'", exact: true });
export const name = (): Locator => row('3f2a91c0').getByText('staging');

/** The page with the details of 'staging' open. */
export async function openPane(
  token: Partial<Token> = {},
  answers: Answers = {},
  state: Partial<State> = {},
): Promise<FakeBridge> {
  const bridge = await open(
    {
      list: aList({ tokens: [{ ...staging, ...token }, aToken({ id: anId('9b07d2e4') })] }),
      ...state,
    },
    { ...answers, values: { card, ...answers.values } },
  );
  await name().click();
  await visible(pane());
  return bridge;
}
