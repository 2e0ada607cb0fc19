import { isAppError } from '../../../main/app-error.ts';
import { lookAt } from '../core/invariant.ts';
import { setupCore } from '../core/setup-core.ts';
import { temporaryFolder } from '../core/temporary-folder.ts';
import { Power } from '../power-loss/power.ts';
import { operation as requestOf } from '../sandbox-control.ts';
import { mend, type Fault } from './faults.ts';
import { ImpatientTransport } from './impatient-transport.ts';
import type { Operation } from './operations.ts';
import type { Random } from './random.ts';
import { settle, start } from './start.ts';
import { Watch } from './watch.ts';

/** One case: an operation, the step before which something goes wrong, and what. */
export interface Case {
  readonly operation: Operation;
  readonly step: string;
  readonly fault: Fault;
}

/** As it is named in reports, and by `--only`. */
export const titleOf = ({ operation, step, fault }: Case): string =>
  `${operation.name} ${operation.way} / ${step} / ${fault.name}`;

/** Every step of every operation × every fault that it is tried with. */
export const allCases = (operations: readonly Operation[], faults: readonly Fault[]): Case[] =>
  operations.flatMap((operation) =>
    operation.steps.flatMap((step) =>
      faults
        .filter((fault) => fault.operations?.includes(operation.name) ?? true)
        .map((fault) => ({ operation, step, fault })),
    ),
  );

/**
 * Runs one case and checks the invariant from outside: when the act has ended, after a start in the
 * same trouble, and after a start when all is well again and time has passed. Before each start the
 * power goes: what the app has not synced by then may be gone.
 *
 * @throws Error with what is lost, or what ended otherwise than by one of the app's codes.
 */
export async function runCase({ operation, step, fault }: Case, random: Random): Promise<void> {
  const transport = new ImpatientTransport();
  transport.patient = true;
  const core = await setupCore({ transport });
  using power = new Power(core, random, temporaryFolder);
  await operation.prepare(core);
  transport.patient = false;
  await core.control.clearLog();
  const watch = new Watch(() => lookAt(core), fault.notice);
  await watch.check('before');
  watch.want(operation.unwanted?.(core) ?? []);

  let reached = 0;
  core.before(operation.name, step, async () => {
    reached += 1;
    if (reached === 1) await power.aside(() => fault.inject(core));
  });
  await operation.act(core).catch((error: unknown) => {
    if (!isAppError(error)) throw error;
    if (error.code === 'INTERNAL') throw error;
  });
  if (reached === 0) throw new Error('the step was not reached');
  await watch.check('when the act has ended');
  const sent = await core.control.requests(requestOf.generate);
  if (sent.length > 1) throw new Error(`${sent.length} requests for one act`);
  // Whatever the first step is, and whichever of them is to notice.
  const closed = fault.closesKeychain === true && step === operation.steps[0];
  if (closed && !operation.declined && !operation.late && sent.length > 0)
    throw new Error('a token was asked for while the keychain takes nothing');

  await power.restart();
  await start(core);
  await watch.check('after a start in the same trouble');
  await mend(core);
  await power.restart();
  await start(core);
  await settle(core);
  await watch.checkEnd('after a start when all is well');
}
