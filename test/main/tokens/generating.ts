import { generateSteps } from '../../../main/tokens/generate.ts';
import { setupCore, type Core, type CoreOptions } from '../../support/core/setup-core.ts';
import { operation } from '../../support/sandbox-control.ts';

export const stepNames = generateSteps.map(({ name }) => name);

/** Signed in, with a token of the app's own. */
export async function setup(options: CoreOptions = {}) {
  const core = await setupCore(options);
  await core.signIn('empty');
  core.steps.length = 0;
  await core.control.clearLog();
  return core;
}

/** The ids that Generate made on the server. */
export async function minted(core: Core): Promise<string[]> {
  const tokens = await core.control.tokens('empty');
  const own = core.app.accounts.current?.ownTokenId;
  return tokens.filter(({ origin, kid }) => origin === 'api' && kid !== own).map(({ kid }) => kid);
}

/** How many requests to generate reached the server. */
export const sent = async (core: Core): Promise<number> =>
  (await core.control.requests(operation.generate)).length;

/** A disk that is full for one file. */
export const full = (name: string) => (path: string) => path.endsWith(name);
