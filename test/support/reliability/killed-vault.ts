import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { accounts } from '../../../main/sandbox/accounts.ts';
import type { Desktop } from '../desktop.ts';
import { startTestSandbox, type TestSandbox } from '../sandbox-control.ts';
import { VaultProcess, type Outcome } from '../vault-process/client.ts';
import { vaultScript } from '../vault-process/bundle.ts';
import type { Act, Shown } from '../vault-process/protocol.ts';
import { readVaultFiles } from './outside-view.ts';
import { operations } from './operations.ts';
import { Random } from './random.ts';
import { Watch, type Sight } from './watch.ts';

interface KillOrder {
  readonly seed: number;
  readonly kills: number;
}

/** Where the process is held and killed: every step of every operation. */
const steps = Object.values(operations).flatMap((ways) =>
  ways.flatMap(({ name, steps: names }) => names.map((step) => `${name}/${step}`)),
);
/** The longest that a kill waits after its act was sent, ms: an act takes 100 to 200. */
const longestDelayMs = 200;

/**
 * One vault whose process is killed again and again, at random moments and at named steps, over
 * the real keyring and the real files; after each start the invariant is checked from outside.
 *
 * @returns the acts that came to their end, by name; rejects with what was lost, and at which kill.
 */
export async function killedVault(
  desktop: Desktop,
  order: KillOrder,
): Promise<readonly Act['kind'][]> {
  const vault = new KilledVault(desktop, await startTestSandbox(), order);
  return vault.run();
}

class KilledVault {
  readonly #desktop: Desktop;
  readonly #sandbox: TestSandbox;
  readonly #random: Random;
  readonly #kills: number;
  readonly #service = `Token Vault ${randomUUID()}`;
  #folder = '';
  #process: VaultProcess | null = null;
  readonly #watch = new Watch(() => this.#look());
  /** What the app showed last. */
  #shown: Shown = { account: null, saved: [], ghosts: [], notices: [], generated: null };
  readonly #done: Act['kind'][] = [];
  /** What was done, for people. */
  readonly #story: string[] = [];

  constructor(desktop: Desktop, sandbox: TestSandbox, { seed, kills }: KillOrder) {
    this.#desktop = desktop;
    this.#sandbox = sandbox;
    this.#random = new Random(seed);
    this.#kills = kills;
  }

  async run(): Promise<readonly Act['kind'][]> {
    this.#folder = await mkdtemp(join(tmpdir(), 'token-vault-kills-'));
    try {
      for (let kill = 0; kill < this.#kills; kill += 1) await this.#live();
      await this.#start(null);
      return this.#done;
    } finally {
      await this.#process?.kill();
      await this.#sandbox.close();
      await rm(this.#folder, { recursive: true, force: true });
    }
  }

  /** A start, some acts, and a kill in the middle of the last. */
  async #live(): Promise<void> {
    const holdAt = this.#random.below(2) === 0 ? this.#random.pick(steps) : null;
    let shown = await this.#start(holdAt);
    for (let acts = this.#random.below(3); acts >= 0; acts -= 1) {
      const act = await this.#nextAct(shown);
      const last = acts === 0;
      const outcome = await (last ? this.#killDuring(act) : this.#vault.act(act));
      this.#story.push(`${act.kind}: ${describe(outcome)}`);
      if (outcome.kind === 'done') this.#done.push(act.kind);
      if (outcome.kind === 'held' || outcome.kind === 'killed') break;
      shown = outcome.shown;
      await this.#check(shown);
    }
    await this.#vault.kill();
    this.#story.push('killed');
  }

  async #start(holdAt: string | null): Promise<Shown> {
    this.#process = await VaultProcess.start(vaultScript, this.#desktop.env, {
      folder: this.#folder,
      origin: this.#sandbox.origin,
      service: this.#service,
      holdAt,
    });
    const outcome = await this.#vault.act({ kind: 'start' });
    this.#story.push(`start${holdAt === null ? '' : ` (hold at ${holdAt})`}: ${describe(outcome)}`);
    if (outcome.kind !== 'done') throw new Error(`the vault did not start: ${this.#tell()}`);
    await this.#check(outcome.shown);
    return outcome.shown;
  }

  async #killDuring(act: Act): Promise<Outcome> {
    const vault = this.#vault;
    const over = new AbortController();
    const late = pause(this.#random.below(longestDelayMs), null, { signal: over.signal }).then(
      async () => {
        await vault.kill();
        return { kind: 'killed' } as const;
      },
    );
    late.catch(() => undefined); // aborted: the act ended first
    try {
      return await Promise.race([vault.act(act), late]);
    } finally {
      over.abort();
    }
  }

  /** What a person does next, by what they see. */
  async #nextAct(shown: Shown): Promise<Act> {
    const { email, password } = accounts.empty;
    if (shown.account === null) {
      if (this.#random.below(3) > 0) return { kind: 'sign-in', email, password };
      const { value } = await this.#sandbox.control.consoleToken('empty');
      return { kind: 'sign-in-with-token', token: value };
    }
    if (shown.generated !== null) {
      this.#watch.letGo(shown.generated);
      return { kind: 'close-generated' };
    }
    switch (this.#random.below(shown.saved.length > 0 ? 7 : 4)) {
      case 0:
        return { kind: 'sign-out', revoke: this.#random.below(2) === 0 };
      case 1: {
        const { value } = await this.#sandbox.control.consoleToken('empty');
        return { kind: 'import', value };
      }
      case 2:
      case 3:
        return { kind: 'generate', label: 'kill', keep: this.#random.below(4) > 0 };
      default:
        return { kind: 'delete', tokenId: this.#random.pick(shown.saved) };
    }
  }

  async #check(shown: Shown): Promise<void> {
    this.#shown = shown;
    await this.#watch.check(this.#tell());
  }

  async #look(): Promise<Sight> {
    // Against the order in which the app writes: what moves meanwhile is seen twice, not nowhere.
    const files = await readVaultFiles(this.#folder);
    const items = await this.#desktop.keyring.items(this.#service);
    const { accounts: owners } = await this.#sandbox.control.state();
    const { ghosts, notices, generated } = this.#shown;
    return {
      view: { ...files, items, owners, origin: this.#sandbox.origin },
      told: { ghosts, notices, generated, inMemory: [] },
    };
  }

  #tell(): string {
    return this.#story.join('\n');
  }

  get #vault(): VaultProcess {
    if (!this.#process) throw new Error('the vault does not run');
    return this.#process;
  }
}

const describe = (outcome: Outcome): string =>
  outcome.kind === 'failed' ? `failed with ${outcome.code}` : outcome.kind;
