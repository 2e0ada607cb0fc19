import { expect } from 'vitest';
import type { FaultInput } from '../../../main/sandbox/fault.ts';
import type { GenerateRequest } from '../../../main/tokens/generation.ts';
import { operation, resetAfter } from '../sandbox-control.ts';
import { setupCore, type Core } from './setup-core.ts';
import { turns } from './turns.ts';

/** Signed in as `empty`, with a generate whose answer never came. */
export async function interrupted(
  fault: FaultInput = resetAfter,
  request: Partial<GenerateRequest> = {},
) {
  const core = await setupCore();
  await core.signIn('empty');
  const own = core.app.accounts.current?.ownTokenId;
  await interrupt(core, fault, request);
  await core.control.clearLog();
  const [intent] = await core.journal();
  /** The tokens that were made, but for the app's own. */
  const made = async () =>
    (await core.control.tokens('empty')).filter(({ kid }) => kid !== own).map(({ kid }) => kid);
  return { core, operationId: intent?.id ?? '', made };
}

/** One more generate whose answer never comes. */
export async function interrupt(
  core: Core,
  fault: FaultInput = resetAfter,
  request: Partial<GenerateRequest> = {},
): Promise<void> {
  await core.control.fault({ ...operation.generate, ...fault });
  await expect(core.generate(request)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
}

/** The app was killed at this step of its first sign-in, and started again; the token that it had made. */
export async function diedSigningIn(step: string) {
  const core = await setupCore();
  const dead = core.dieAt('sign-in', step);
  void core.signIn('empty');
  await dead;
  await core.restart();
  const [left] = await core.control.tokens('empty');
  return { core, left };
}

/** Lets time pass, and what falls due then come to its end. */
export async function pass(core: Core, ms: number): Promise<void> {
  core.clock.advance(ms);
  await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));
  await turns();
}

/** Kills the app, starts it again and lets it look once. */
export async function start(core: Core): Promise<void> {
  await core.restart();
  await core.app.start();
  await pass(core, 0);
}

/** The tokens that are in question. */
export const named = (core: Core): string[] =>
  core.state.ghosts.flatMap(({ candidates }) => candidates.map(({ tokenId }) => tokenId));

/** How often the list was asked for. */
export const listings = async (core: Core): Promise<number> =>
  (await core.control.requests(operation.list)).length;
