import { isAppError } from '../../../main/app-error.ts';
import { setupCore, type Core } from '../core/setup-core.ts';
import { nodeTransport } from '../core/node-transport.ts';
import { operation as requestOf } from '../sandbox-control.ts';
import { turns } from '../core/turns.ts';
import { mend, type Fault } from './faults.ts';
import type { Operation } from './operations.ts';
import {
  goneValues,
  readVaultFiles,
  storedIds,
  unsaidTokens,
  type OutsideView,
} from './outside-view.ts';

/** One case: an operation, the step before which something goes wrong, and what. */
export interface Case {
  readonly operation: Operation;
  readonly step: string;
  readonly fault: Fault;
}

/** As it is named in reports, and by `--only`. */
export const titleOf = ({ operation, step, fault }: Case): string =>
  `${operation.name} ${operation.way} / ${step} / ${fault.name}`;

/** Every step of every operation × every fault. */
export const allCases = (operations: readonly Operation[], faults: readonly Fault[]): Case[] =>
  operations.flatMap((operation) =>
    operation.steps.flatMap((step) => faults.map((fault) => ({ operation, step, fault }))),
  );

/** No answer is waited for longer than this, ms; the app's own patience is 30 s. */
const timeoutMs = 250;

/**
 * Runs one case and checks the invariant from outside: when the act has ended, after a start in the
 * same trouble, and after a start when all is well again and time has passed.
 *
 * @throws Error with what is lost, or what ended otherwise than by one of the app's codes.
 */
export async function runCase({ operation, step, fault }: Case): Promise<void> {
  const core = await setupCore({
    transport: {
      send: (request) => nodeTransport.send({ ...request, timeoutMs }),
      sendOnce: (request) => nodeTransport.sendOnce({ ...request, timeoutMs }),
    },
  });
  await operation.prepare(core);
  await core.control.clearLog();
  const watch = new Watch(core, fault);
  await watch.check('before');

  let reached = 0;
  core.before(operation.name, step, async () => {
    reached += 1;
    if (reached === 1) await fault.inject(core);
  });
  await operation.act(core).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    if (error.code === 'INTERNAL') throw error;
  });
  if (reached === 0) throw new Error('the step was not reached');
  await watch.check('when the act has ended');
  const sent = await core.control.requests(requestOf.generate);
  if (sent.length > 1) throw new Error(`${sent.length} requests for one act`);

  await start(core);
  await watch.check('after a start in the same trouble');
  await mend(core);
  await start(core);
  for (const ms of [5_000, 30_000, 120_000]) await pass(core, ms);
  await watch.check('after a start when all is well');
}

/** The app starts anew, and what it does by itself comes to its end. */
async function start(core: Core): Promise<void> {
  await core.restart();
  await core.app.start().catch((error: unknown) => {
    if (!isAppError(error)) throw error;
  });
  await pass(core, 0);
}

async function pass(core: Core, ms: number): Promise<void> {
  core.clock.advance(ms);
  await core.until(({ ghosts }) => ghosts.every(({ status }) => status !== 'checking'));
  await turns();
}

/** Looks from outside, and remembers what was stored before. */
class Watch {
  readonly #core: Core;
  readonly #fault: Fault;
  #stored: ReadonlySet<string> = new Set();

  constructor(core: Core, fault: Fault) {
    this.#core = core;
    this.#fault = fault;
  }

  async check(when: string): Promise<void> {
    const core = this.#core;
    const view = await this.#view();
    const { ghosts, generated, notices } = core.state;
    const told = { ghosts, generated: generated?.tokenId ?? null };
    // A file that somebody tore: said at the next start, and Rebuild finds the values.
    const { notice } = this.#fault;
    const setAside = notice !== undefined && (view.torn || notices.includes(notice));
    const unsaid = setAside ? [] : unsaidTokens(view, told);
    const gone = goneValues(view, this.#stored);
    this.#stored = storedIds(view);
    if (unsaid.length + gone.length > 0)
      throw new Error(
        `${when}: live and unsaid ${unsaid.length}; live and their value gone ${gone.length}`,
      );
  }

  async #view(): Promise<OutsideView> {
    const { control, keytar, folder, app } = this.#core;
    const session = app.workspace.stores.session;
    const items = new Map(keytar.items());
    return {
      tokens: await control.tokens('empty'),
      items,
      inMemory: session.accounts,
      ...(await readVaultFiles(folder)),
    };
  }
}
