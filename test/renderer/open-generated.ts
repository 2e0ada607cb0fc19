import { expect } from 'vitest';
import type { Generated, State } from '../../preload/contract.ts';
import { aGenerated, aValue } from './build.ts';
import { done, ok, type Answers, type FakeBridge } from './fake-bridge.ts';
import { button, field, open } from './open.ts';

/** The window as it stands after a generate, with the value in it. */
export async function openGenerated(
  changes: Partial<Generated> = {},
  answers: Answers = {},
  state: Partial<State> = {},
): Promise<FakeBridge> {
  const generated = aGenerated(changes);
  const bridge = await open(state, {
    tokens: { generate: () => ok({ tokenId: generated.tokenId, value: aValue }), copyId: done },
    ...answers,
  });
  await button('Generate Token').click();
  await button('Generate').click();
  bridge.emit({ generated });
  await expect.element(field('Token Value')).toHaveValue(aValue);
  return bridge;
}
