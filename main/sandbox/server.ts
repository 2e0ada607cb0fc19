import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { accountsOf, type AccountChoice } from './accounts.ts';
import { SandboxAdmin } from './admin.ts';
import { SandboxApi } from './api.ts';
import { SandboxClock } from './clock.ts';
import { answerControl, controlRoot } from './control-door.ts';
import { exchange } from './exchange.ts';
import { FaultQueue } from './fault-queue.ts';
import { Gate } from './gate.ts';
import { answerMalformed, lacksHost, refuse } from './malformed.ts';
import { RequestLog } from './request-log.ts';
import { seedTokens } from './seeds.ts';
import { noStateFile, stateFile } from './state-file.ts';
import { SandboxStore } from './store.ts';
import { TokenRegister } from './token-register.ts';

export type { SandboxAdmin } from './admin.ts';

/** How a sandbox is started; everything has a default. */
export interface SandboxOptions {
  /** File that holds state and signing key (0600, atomic); absent: in memory only. */
  readonly stateFile?: string;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The control door under /control/; off by default. */
  readonly control?: boolean;
  /** Unix time in ms, for tests. */
  readonly now?: () => number;
  /** `trial`: only the account of the app's trial mode. Default `all`. */
  readonly accounts?: AccountChoice;
  /** Seconds that the sandbox's clock is ahead. */
  readonly clockOffsetSeconds?: number;
  /** Even a secured token of a two-factor user may not make and delete. */
  readonly strictTwoFactor?: boolean;
  /** PEM of an RSA key, so that tests need not make one; a state file's own key comes first. */
  readonly signingKey?: string;
}

/** A running sandbox. */
export interface Sandbox {
  /** `http://127.0.0.1:PORT`; serves /auth/v1 and /cloudapi/v6. */
  readonly origin: string;
  readonly port: number;
  /** What stands outside the API: the console, faults, the clock. */
  readonly admin: SandboxAdmin;
  /** Stops listening and ends every connection; what was begun is saved. */
  close(): Promise<void>;
}

/** A real server keeps idle connections; clients that reuse one are what tests are about. 60 s is assumed. */
const keepAliveMs = 60_000;

/**
 * Starts the Auth API sandbox on loopback.
 *
 * @throws the system's error when the port is taken or the state file cannot be read or written.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new SandboxClock(options.now ?? Date.now, options.clockOffsetSeconds ?? 0);
  const file = options.stateFile === undefined ? noStateFile : stateFile(options.stateFile);
  const store = await SandboxStore.open(file, {
    accounts: accountsOf(options.accounts ?? 'all'),
    tokensOf: (account) => seedTokens(account, clock.seconds()),
    privateKey: options.signingKey ?? null,
  });
  const settings = { strictTwoFactor: options.strictTwoFactor ?? false };
  const register = new TokenRegister(store, clock);
  const closing = new AbortController();
  const gate = new Gate(closing.signal);
  const log = new RequestLog();
  const faults = new FaultQueue();
  const api = new SandboxApi(store, {
    register,
    strictTwoFactor: () => settings.strictTwoFactor,
    now: () => clock.seconds(),
  });
  const admin = new SandboxAdmin({ store, register, clock, log, faults, gate, settings });
  const parts = { api, clock, log, faults, gate, closing: closing.signal };

  const running = new Set<Promise<void>>();
  const answer = (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (lacksHost(message)) return refuse(message, response, 400, clock.now());
    const isControl = options.control === true && message.url?.startsWith(controlRoot) === true;
    return isControl
      ? answerControl(admin, message, response, closing.signal)
      : exchange(parts, message, response, origin);
  };
  // Node's own refusal of a request without a host has no body: ours has.
  const manners = { keepAliveTimeout: keepAliveMs, requireHostHeader: false };
  const server = createServer(manners, (message, response) => {
    // It fails only when the sandbox closes.
    const settled = answer(message, response)
      .catch(() => response.destroy())
      .then(() => void running.delete(settled));
    running.add(settled);
  });
  answerMalformed(server, () => clock.now());
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const origin = `http://127.0.0.1:${port}`;

  return {
    origin,
    port,
    admin,
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      server.closeAllConnections();
      await closed;
      await Promise.all(running);
    },
  };
}
