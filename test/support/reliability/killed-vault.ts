import { setTimeout as pause } from 'node:timers/promises';
import { accounts } from '../../../main/sandbox/accounts.ts';
import type { Act, Outcome, Shown } from '../vault-process/protocol.ts';
import { readVaultFiles } from './outside-view.ts';
import { within } from '../within.ts';
import { Random } from './random.ts';
import type { KillableApp, Stage } from './stage.ts';
import { Watch, type Sight } from './watch.ts';

/** How often it is killed; the seed chooses acts and moments. */
export interface KillOrder {
  readonly seed: number;
  readonly kills: number;
}

/** What became of a vault. */
export interface Lives {
  /** How often it was started: once more than it was killed. */
  readonly starts: number;
  /** The acts that came to their end, by name. */
  readonly done: readonly Act['kind'][];
}

/**
 * One vault whose app is killed again and again, at random moments and at named ones, over the real
 * keyring and the real files; after each start the invariant is checked from outside.
 *
 * @returns what it came to; rejects with what was lost, and at which kill.
 */
export async function killedVault(stage: Stage, order: KillOrder): Promise<Lives> {
  try {
    return await new KilledVault(stage, order).run();
  } finally {
    await stage.close();
  }
}

class KilledVault {
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #kills: number;
  #app: KillableApp | null = null;
  readonly #watch = new Watch(() => this.#look());
  /** What the app showed last. */
  #shown: Shown = {
    account: null,
    authorised: false,
    saved: [],
    ghosts: [],
    notices: [],
    generated: null,
  };
  readonly #done: Act['kind'][] = [];
  #starts = 0;
  /** What was done, for people. */
  readonly #story: string[] = [];

  constructor(stage: Stage, { seed, kills }: KillOrder) {
    this.#stage = stage;
    this.#random = new Random(seed);
    this.#kills = kills;
  }

  async run(): Promise<Lives> {
    try {
      for (let kill = 0; kill < this.#kills; kill += 1) await this.#live();
      await this.#start(null);
      return { starts: this.#starts, done: this.#done };
    } catch (error) {
      throw new Error(`${String(error)}\n${this.#tell()}`, { cause: error });
    } finally {
      await this.#app?.kill();
    }
  }

  /** A start, some acts, and a kill in the middle of the last. */
  async #live(): Promise<void> {
    const { moments } = this.#stage;
    const holdAt = this.#random.below(2) === 0 ? this.#random.pick(moments) : null;
    await this.#start(holdAt);
    // Who is signed out signs in first, which is not always what is killed.
    const before = this.#shown.authorised ? 0 : this.#random.below(2);
    for (let acts = before + this.#random.below(3); acts >= 0; acts -= 1) {
      const act = await this.#nextAct(this.#shown);
      const last = acts === 0;
      const ends = last ? this.#killDuring(act) : this.#running.act(act);
      const outcome = await within(act.kind, ends);
      this.#story.push(`${act.kind}: ${inWords(outcome)}`);
      if (outcome.kind === 'done') this.#done.push(act.kind);
      if (outcome.kind === 'held' || outcome.kind === 'killed') break;
      await this.#check(outcome.shown);
    }
    await within('its death', this.#running.kill());
    this.#story.push('killed');
  }

  async #start(holdAt: string | null): Promise<void> {
    this.#app = await within('its process', this.#stage.start(holdAt));
    const outcome = await within('its start', this.#app.act({ kind: 'start' }));
    this.#story.push(`start${holdAt === null ? '' : ` (hold at ${holdAt})`}: ${inWords(outcome)}`);
    if (outcome.kind !== 'done') throw new Error('the vault did not start');
    await this.#check(outcome.shown);
    this.#starts += 1;
  }

  async #killDuring(act: Act): Promise<Outcome> {
    const app = this.#running;
    const over = new AbortController();
    const delay = this.#random.below(this.#stage.longestDelayMs);
    const late = pause(delay, null, { signal: over.signal }).then(async () => {
      await app.kill();
      return { kind: 'killed' } as const;
    });
    late.catch(() => undefined); // aborted: the act ended first
    try {
      return await Promise.race([app.act(act), late]);
    } finally {
      over.abort();
    }
  }

  /** What a person does next, by what they see. */
  async #nextAct(shown: Shown): Promise<Act> {
    const { control } = this.#stage.sandbox;
    const { email, password } = accounts.empty;
    if (shown.account === null || !shown.authorised) {
      if (this.#random.below(3) > 0) return { kind: 'sign-in', email, password };
      const { value } = await control.consoleToken('empty');
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
        const { value } = await control.consoleToken('empty');
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
    await within('a look from outside', this.#watch.check(this.#story.at(-1) ?? ''));
  }

  async #look(): Promise<Sight> {
    const { folder, desktop, service, sandbox } = this.#stage;
    // Against the order in which the app writes: what moves meanwhile is seen twice, not nowhere.
    const files = await readVaultFiles(folder);
    const items = await desktop.keyring.items(service);
    const { accounts: owners } = await sandbox.control.state();
    const { ghosts, notices, generated } = this.#shown;
    return {
      view: { ...files, items, owners, origin: sandbox.origin },
      told: { ghosts, notices, generated, inMemory: [] },
    };
  }

  #tell(): string {
    return this.#story.join('\n');
  }

  get #running(): KillableApp {
    if (!this.#app) throw new Error('the vault does not run');
    return this.#app;
  }
}

const inWords = (outcome: Outcome): string => {
  if (outcome.kind === 'failed') return `failed with ${outcome.code}`;
  return outcome.kind === 'held' ? `held at ${outcome.at}` : outcome.kind;
};
