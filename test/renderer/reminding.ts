import { page } from 'vitest/browser';
import type { State, Token } from '../../preload/contract.ts';
import { aList, anId, aToken, now } from './build.ts';
import { done, type Answers, type FakeBridge } from './fake-bridge.ts';
import { open } from './open.ts';
import { card } from './open-details.ts';

/** In ms. */
export const HOUR = 3_600_000;
/** In ms. */
export const DAY = 24 * HOUR;

/** It ends in two days. */
export const soon = aToken({
  id: anId('aaaaaaaa'),
  label: 'deploy',
  createdAt: now - 90 * DAY,
  expiresAt: now + 2 * DAY + HOUR,
});
/** It ends in 20 hours. */
export const sooner = aToken({
  id: anId('bbbbbbbb'),
  label: 'ci',
  createdAt: now - 91 * DAY,
  expiresAt: now + 20.4 * HOUR,
});
/** It ends in 90 days. */
export const far = aToken({ id: anId('cccccccc'), label: 'far', expiresAt: now + 90 * DAY });

/** Of the bridge, to all that is done here. */
export const answers: Answers = { tokens: { remind: done }, values: { card } };

/** The page with these tokens, of which some end soon. */
export const openList = (
  tokens: readonly Token[],
  expiring: readonly Token[] = [],
  changes: Partial<State> = {},
): Promise<FakeBridge> =>
  open(
    { list: aList({ tokens: [...tokens] }), expiring: expiring.map(({ id }) => id), ...changes },
    answers,
  );

/** The checkbox of a row, by the begin of its token's id. */
export const box = (name: string) => page.getByRole('checkbox', { name: `Select token ${name}` });
/** What was asked of reminders. */
export const remindersOf = (bridge: FakeBridge) => bridge.argsOf('tokens.remind');
