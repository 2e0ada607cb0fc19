import type { Desktop } from '../desktop.ts';
import type { TestSandbox } from '../sandbox-control.ts';
import type { Act, Outcome } from '../vault-process/protocol.ts';

/** A running app that acts like a person's and can be killed. */
export interface KillableApp {
  /** Rejects when the app ends by itself, or does what nobody expects. */
  act(act: Act): Promise<Outcome>;
  /** As `kill -9`, whatever it is doing; resolves when it is gone. */
  kill(): Promise<void>;
}

/** Where a vault lives that is started and killed again and again. */
export interface Stage {
  readonly desktop: Desktop;
  readonly sandbox: TestSandbox;
  /** The folder of the vault's files, and its keychain service. */
  readonly folder: string;
  readonly service: string;
  /** The moments at which the app can be held and killed, by name. */
  readonly moments: readonly string[];
  /** The moment of a start before the app looks after what is open; null: it cannot be seen. */
  readonly settling: string | null;
  /** The longest that a kill waits after its act, or a start, was begun, ms. */
  readonly longestDelayMs: number;
  readonly longestStartMs: number;
  /** Whether a person rotates a token there before the first kill: a few kills would seldom come so far. */
  readonly rotatesFirst: boolean;
  /** Starts the app. @param holdAt the moment at which it is held; null: nowhere. */
  start(holdAt: string | null): Promise<KillableApp>;
  /** Ends what it began and removes what it made. */
  close(): Promise<void>;
}
