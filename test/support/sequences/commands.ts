import fc from 'fast-check';
import { isAppError } from '../../../main/app-error.ts';
import { faults, mend, type Fault } from '../reliability/faults.ts';
import { operations, type Operation } from '../reliability/operations.ts';
import { start } from '../reliability/start.ts';
import { acts, type PersonsAct } from './acts.ts';
import { atRest, check, type Model, type Vault } from './vault.ts';

type Command = fc.AsyncCommand<Model, Vault>;

/** What happens in the middle of an act: before a step of it, where it gets there. */
interface Trouble {
  readonly at: readonly [operation: string, step: string];
  /** Null: the process dies. A number: the power goes after so many more calls to the disk. */
  readonly fault: Fault | number | null;
}

const everyOperation: readonly Operation[] = Object.values(operations).flat();
const steps = everyOperation.flatMap(({ name, steps: names }) =>
  names.map((step) => [name, step] as const),
);
/** A torn file excuses much, and the clock is set by a command of its own. */
const troubles = faults.filter(({ name, notice }) => !notice && !name.startsWith('clock set'));

abstract class Checked implements Command {
  abstract toString(): string;
  abstract happen(vault: Vault, model: Model): Promise<void>;

  check(): boolean {
    return true;
  }

  async run(model: Model, vault: Vault): Promise<void> {
    await this.happen(vault, model);
    await atRest(vault.core);
    await check(vault, model, this.toString());
  }
}

class Act extends Checked {
  readonly #act: PersonsAct;
  readonly #choice: number;
  readonly #trouble: Trouble | null;

  constructor(act: PersonsAct, choice: number, trouble: Trouble | null) {
    super();
    this.#act = act;
    this.#choice = choice;
    this.#trouble = trouble;
  }

  async happen(vault: Vault, model: Model): Promise<void> {
    const { core } = vault;
    const died = this.#arm(vault);
    const acted = this.#act.run(vault, model, this.#choice).then(
      () => 'done' as const,
      (error: unknown) => {
        if (!isAppError(error) || error.code === 'INTERNAL') throw error;
        return 'refused' as const;
      },
    );
    const end = await Promise.race([acted, died]);
    if (end === 'died') await startAgain(vault);
    if (end === 'powerless') await startWithPower(vault);
    vault.power.keepOn();
    if (this.#trouble) core.before(...this.#trouble.at, () => undefined);
  }

  #arm({ core, power }: Vault): Promise<'died' | 'powerless'> {
    const trouble = this.#trouble;
    if (!trouble) return new Promise(() => undefined);
    const { at, fault } = trouble;
    if (!fault) return core.dieAt(...at).then(() => 'died' as const);
    return new Promise((resolve) => {
      let reached = false;
      core.before(...at, async () => {
        if (reached) return;
        reached = true;
        if (typeof fault !== 'number') return power.aside(() => fault.inject(core));
        void power.cutAfter(fault).then(() => {
          resolve('powerless');
        });
      });
    });
  }

  override toString(): string {
    const { name } = this.#act;
    if (!this.#trouble) return name;
    const { at, fault } = this.#trouble;
    const what = typeof fault === 'number' ? `power gone after ${fault} calls` : fault?.name;
    return `${name} (${what ?? 'killed'} at ${at.join('/')})`;
  }
}

class Happening extends Checked {
  readonly #name: string;
  readonly #happen: (vault: Vault) => unknown;

  constructor(name: string, happen: (vault: Vault) => unknown) {
    super();
    this.#name = name;
    this.#happen = happen;
  }

  async happen(vault: Vault): Promise<void> {
    await this.#happen(vault);
  }

  override toString(): string {
    return this.#name;
  }
}

/** Whatever the disk lost, no file is torn by it. */
async function startWithPower({ core, power }: Vault): Promise<void> {
  await power.restart();
  await start(core);
  const torn = core.state.notices
    .filter((notice) => typeof notice === 'string')
    .filter((notice) => notice.endsWith('_SET_ASIDE'));
  if (torn.length > 0) throw new Error(`after a power cut: ${torn.join(', ')}`);
}

async function startAgain({ core }: Vault): Promise<void> {
  await core.restart();
  await start(core);
}

/** All is well again, and the app is started anew. */
export async function endWell(vault: Vault): Promise<void> {
  await mend(vault.core);
  await startAgain(vault);
}

const trouble = fc.record({
  at: fc.constantFrom(...steps),
  fault: fc.option(fc.oneof({ arbitrary: fc.constantFrom(...troubles), weight: 3 }, fc.nat(12)), {
    freq: 3,
  }),
});

/** By up to more than the app's own token lives. */
const clockSet = fc.constantFrom(-3_600_000, -60_000, 60_000, 3_600_000, 3_456_000_000);

/** What may come next: mostly acts of the person, with or without trouble in the middle. */
export const commands: readonly fc.Arbitrary<Command>[] = [
  ...acts.map((act) =>
    fc
      .tuple(fc.nat(5), fc.option(trouble, { freq: 1 }))
      .map(([choice, middle]) => new Act(act, choice, middle)),
  ),
  fc.constant(new Happening('start again', startAgain)),
  fc.constant(new Happening('power is gone, and back', startWithPower)),
  fc.constant(new Happening('all is well again', ({ core }) => mend(core))),
  fc
    .constantFrom(...troubles)
    .map(
      (fault) =>
        new Happening(fault.name, ({ core, power }) => power.aside(() => fault.inject(core))),
    ),
  fc.constantFrom(0, 5_000, 30_000, 120_000, 3_600_000).map(
    (ms) =>
      new Happening(`${ms / 1000} s pass`, ({ core }) => {
        core.clock.advance(ms);
      }),
  ),
  clockSet.map(
    (ms) =>
      new Happening(`the clock is set by ${ms / 1000} s`, ({ core }) => {
        core.clock.set(core.clock.now() + ms);
        // The server's goes on as it was.
        return core.control.clock({ advanceSeconds: -ms / 1000 });
      }),
  ),
];
