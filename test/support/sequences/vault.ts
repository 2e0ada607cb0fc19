import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { isAppError } from '../../../main/app-error.ts';
import { FakeKeytar } from '../core/fake-keytar.ts';
import { lookAt } from '../core/invariant.ts';
import { ManualClock } from '../core/manual-clock.ts';
import { Core } from '../core/setup-core.ts';
import { turns } from '../core/turns.ts';
import { ImpatientTransport } from '../reliability/impatient-transport.ts';
import { keptIn } from '../reliability/invariant.ts';
import { Power } from '../power-loss/power.ts';
import type { Random } from '../reliability/random.ts';
import { start } from '../reliability/start.ts';
import { Watch } from '../reliability/watch.ts';
import { operation, startTestSandbox } from '../sandbox-control.ts';

/** What the person did and was told, as far as it decides what must be true: the small model. */
export interface Model {
  /** Tokens of which the app said that their value is saved, until it says that they are deleted. */
  readonly promised: Set<string>;
  /** How many requests for a token may have been sent: one for each act that asks for one. */
  asked: number;
}

/** A vault in the hands of a person who does one thing after another. */
export interface Vault {
  readonly core: Core;
  readonly watch: Watch;
  readonly power: Power;
}

/** Nothing was done yet. */
export const newModel = (): Model => ({ promised: new Set(), asked: 0 });

/** Opens a vault in a new folder below `root`, lets `use` have it, and ends it. */
export async function withVault(
  root: string,
  random: Random,
  use: (vault: Vault) => Promise<void>,
): Promise<void> {
  const clock = new ManualClock();
  const sandbox = await startTestSandbox({ now: () => clock.now() });
  const newFolder = () => mkdtemp(join(root, 'vault-'));
  const folder = await newFolder();
  const options = { transport: new ImpatientTransport() };
  const core = new Core({ options, clock, sandbox, folder, keytar: new FakeKeytar() });
  using power = new Power(core, random, newFolder);
  try {
    await core.open();
    await start(core);
    await use({ core, watch: new Watch(() => lookAt(core)), power });
  } finally {
    core.end();
    await sandbox.close();
  }
}

/** The person signs in, and all is well. */
export async function signIn({ core }: Vault, model: Model): Promise<void> {
  model.asked += 1;
  await core.signIn('empty');
  await atRest(core);
}

/** As check, and what is called saved is stored: after a start when all is well. */
export async function checkEnd(vault: Vault, model: Model, when: string): Promise<void> {
  await check(vault, model, when);
  await vault.watch.checkClaims(when);
}

/** The person has signed in, and the answer to a generate of theirs never came. */
export async function inQuestion(vault: Vault, model: Model): Promise<void> {
  const { core } = vault;
  await signIn(vault, model);
  await core.control.fault({ ...operation.generate, answer: { kind: 'reset', when: 'after' } });
  model.asked += 1;
  const asked = core.generate();
  await asked.catch((error: unknown) => {
    if (!isAppError(error, 'OUTCOME_UNKNOWN')) throw error;
  });
  await atRest(core);
}

/** What the app does by itself now comes to its end. */
export async function atRest(core: Core): Promise<void> {
  await turns();
  // What is due now runs only when it is told that it is now.
  core.clock.advance(0);
  await core.until(
    ({ list, ghosts }) =>
      list.status !== 'loading' && ghosts.every(({ status }) => status !== 'checking'),
  );
  await turns();
  await core.app.renewals.idle;
  await core.until(({ list }) => list.status !== 'loading');
  await turns();
}

/** Checks what must be true after each act, from outside. @throws Error with what is not. */
export async function check({ core, watch }: Vault, model: Model, when: string): Promise<void> {
  await watch.check(when);
  const { view } = await lookAt(core);
  const { reachable } = keptIn(view);
  const live = view.owners.flatMap(({ tokens }) => tokens).filter((token) => token.live);
  const broken = live.filter(({ kid }) => model.promised.has(kid) && !reachable.has(kid));
  if (broken.length > 0)
    throw new Error(
      `${when}: said to be saved, and is not: ${broken.map(({ kid }) => kid).join()}`,
    );
  const sent = (await core.control.requests(operation.generate)).length;
  if (sent > model.asked)
    throw new Error(`${when}: ${sent} requests for a token, ${model.asked} acts that ask for one`);
}
