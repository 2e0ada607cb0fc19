import { isDeepStrictEqual } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { noKills, type KillsMade } from '../../../scripts/reliability/kills-made.ts';
import type { Act, Outcome, Shown } from '../vault-process/protocol.ts';
import { readVaultFiles } from './outside-view.ts';
import { within } from '../within.ts';
import { ActingPerson } from './acting-person.ts';
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
 * @param made counts the kills, those before a failure too.
 * @returns what it came to; rejects with what was lost, and at which kill.
 */
export async function killedVault(
  stage: Stage,
  order: KillOrder,
  made: KillsMade = noKills(),
): Promise<Lives> {
  try {
    return await new KilledVault(stage, order, made).run();
  } finally {
    await stage.close();
  }
}

/** As long as a start may take to end what an earlier run left, ms. */
const longestRestMs = 5_000;

/** What may be open for long: a question, what a person is to end, and what waits for a question. */
const lasting: ReadonlySet<string> = new Set(['generate', 'rotation', 'renewal']);

class KilledVault {
  readonly #stage: Stage;
  readonly #random: Random;
  readonly #kills: number;
  readonly #made: KillsMade;
  #app: KillableApp | null = null;
  readonly #watch = new Watch(() => this.#look());
  readonly #person: ActingPerson;
  /** What the app showed last. */
  #shown: Shown = {
    account: null,
    authorised: false,
    minted: null,
    saved: [],
    rotations: [],
    ghosts: [],
    notices: [],
    generated: null,
  };
  readonly #done: Act['kind'][] = [];
  #starts = 0;
  /** What was done, for people. */
  readonly #story: string[] = [];

  constructor(stage: Stage, { seed, kills }: KillOrder, made: KillsMade) {
    this.#stage = stage;
    this.#random = new Random(seed);
    const { control } = stage.sandbox;
    this.#person = new ActingPerson({ random: this.#random, control, watch: this.#watch });
    this.#kills = kills;
    this.#made = made;
  }

  async run(): Promise<Lives> {
    try {
      for (let kill = 0; kill < this.#kills; kill += 1)
        await this.#kill(await (this.#isKilledEarly ? this.#dieEarly() : this.#live()));
      await this.#start(null);
      await within('the last look', this.#watch.checkEnd('when all is well'));
      await this.#checkSight();
      return { starts: this.#starts, done: this.#done };
    } catch (error) {
      throw new Error(`${String(error)}\n${this.#tell()}`, { cause: error });
    } finally {
      await this.#app?.kill();
    }
  }

  /** One start in five of those that have something to take up is not let end. */
  get #isKilledEarly(): boolean {
    return this.#starts > 0 && this.#random.below(5) === 0;
  }

  /** A start that a kill comes into: at a random moment, or before anything is settled. */
  async #dieEarly(): Promise<keyof KillsMade> {
    const { settling, longestStartMs } = this.#stage;
    const holdAt = this.#random.below(2) === 0 ? settling : null;
    const outcome = await this.#begin(holdAt, (app) =>
      holdAt === null
        ? this.#killDuring({ kind: 'start' }, longestStartMs)
        : app.act({ kind: 'start' }),
    );
    if (outcome.kind !== 'done') return 'start';
    await this.#check(outcome.shown);
    return 'after';
  }

  /** A start, some acts, and a kill that is to come in the middle of the last; whether it did. */
  async #live(): Promise<keyof KillsMade> {
    const { moments, rotatesFirst } = this.#stage;
    const rotates = rotatesFirst && this.#starts === 0;
    const holdAt = this.#random.below(2) === 0 && !rotates ? this.#random.pick(moments) : null;
    if (!(await this.#start(holdAt))) return 'start';
    if (rotates) await this.#rotate();
    // Who is signed out signs in first, which is not always what is killed.
    const before = this.#shown.authorised ? 0 : this.#random.below(2);
    for (let acts = before + this.#random.below(3); acts >= 0; acts -= 1) {
      const toMoment = acts > 0 ? null : await this.#person.actToward(holdAt, this.#shown);
      const act = toMoment ?? (await this.#person.nextAct(this.#shown));
      const { longestDelayMs } = this.#stage;
      const atRandom = acts === 0 && toMoment === null;
      const ends = atRandom ? this.#killDuring(act, longestDelayMs) : this.#running.act(act);
      const outcome = await this.#ended(act, ends);
      if (outcome.kind === 'held') return 'step';
      if (outcome.kind === 'killed') return 'random';
      await this.#check(outcome.shown);
    }
    return 'after';
  }

  /** Up to a rotation that is open, at the person's leisure. */
  async #rotate(): Promise<void> {
    for (;;) {
      const act = this.#person.actToRotation(this.#shown, this.#done);
      if (!act) return;
      const outcome = await this.#ended(act, this.#running.act(act));
      if (outcome.kind !== 'done') throw new Error(`${act.kind} did not end well`);
      await this.#check(outcome.shown);
    }
  }

  async #ended(act: Act, ends: Promise<Outcome>): Promise<Outcome> {
    const outcome = await within(act.kind, ends);
    this.#story.push(`${act.kind}: ${inWords(outcome)}`);
    if (outcome.kind === 'done') this.#done.push(act.kind);
    return outcome;
  }

  async #kill(when: keyof KillsMade): Promise<void> {
    await within('its death', this.#running.kill());
    this.#made[when] += 1;
    this.#story.push('killed');
  }

  /** Whether it came to its end: at a step of what it takes up it may be held. */
  async #start(holdAt: string | null): Promise<boolean> {
    const outcome = await this.#begin(holdAt, (app) => app.act({ kind: 'start' }));
    if (outcome.kind !== 'done') return false;
    await this.#check(outcome.shown);
    await this.#untilRest();
    await within('a look at its claims', this.#watch.checkClaims(this.#story.at(-1) ?? ''));
    return true;
  }

  async #begin(
    holdAt: string | null,
    start: (app: KillableApp) => Promise<Outcome>,
  ): Promise<Outcome> {
    const app = await within('its process', this.#stage.start(holdAt));
    this.#app = app;
    this.#starts += 1;
    const outcome = await within('its start', start(app));
    this.#story.push(`start${holdAt === null ? '' : ` (hold at ${holdAt})`}: ${inWords(outcome)}`);
    if (outcome.kind === 'failed') throw new Error('the vault did not start');
    return outcome;
  }

  async #killDuring(act: Act, longestMs: number): Promise<Outcome> {
    const app = this.#running;
    const over = new AbortController();
    const delay = this.#random.below(longestMs);
    this.#story.push(`to be killed ${delay} ms after the ${act.kind} is begun`);
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

  async #check(shown: Shown): Promise<void> {
    this.#shown = shown;
    await within('a look from outside', this.#watch.check(this.#story.at(-1) ?? ''));
  }

  /** A start goes on behind what it shows: what it ends has left the journal, or cannot be ended yet. */
  async #untilRest(): Promise<void> {
    const deadline = Date.now() + longestRestMs;
    while (Date.now() < deadline) {
      const { journal } = await readVaultFiles(this.#stage.folder);
      if (journal.operations.every(({ kind }) => lasting.has(kind))) return;
      await pause(50);
    }
  }

  /** Whoever sees no token sees none that is lost. */
  async #checkSight(): Promise<void> {
    const { owners, items } = (await this.#look()).view;
    const seen = owners.some(({ tokens }) => tokens.some(({ origin }) => origin === 'api'));
    const made = this.#done.some((act) => act === 'sign-in' || act === 'generate');
    if (made && (!seen || items.size === 0)) throw new Error('nothing of what was made is seen');
  }

  async #look(): Promise<Sight> {
    const { folder, desktop, service, sandbox } = this.#stage;
    // The files and the keychain of one moment: what moves from one to the other meanwhile, as a token
    // whose replacement just takes over, would be seen in neither.
    let files = await readVaultFiles(folder);
    let items = await desktop.keyring.items(service);
    for (let again = await readVaultFiles(folder); !isDeepStrictEqual(again, files);) {
      files = again;
      items = await desktop.keyring.items(service);
      again = await readVaultFiles(folder);
    }
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
