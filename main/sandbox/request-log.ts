import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import * as v from 'valibot';

/** One request that arrived. Never holds a credential. */
export const logEntrySchema = v.object({
  /** Counts from 1 in the order of arrival. */
  number: v.number(),
  /** Unix time in ms, by the sandbox's clock. */
  at: v.number(),
  method: v.string(),
  /** With the query. */
  path: v.string(),
  /** In lower case, without the credential. */
  headers: v.record(v.string(), v.string()),
  /** The scheme of `Authorization` alone; `other` for one that is neither; null without the header. */
  authorization: v.nullable(v.picklist(['Basic', 'Bearer', 'other'])),
  /** The id that a Bearer value names, unchecked: which token it was. */
  kid: v.nullable(v.string()),
  /** The connection's number: two requests with the same one reused it. */
  socket: v.number(),
  /** Whether the API carried the request out, whatever became of the answer. */
  carriedOut: v.boolean(),
  /** What the API answered, before a fault touched it; null when it was not carried out. */
  apiStatus: v.nullable(v.number()),
  /** What went over the wire; null for no answer (yet). */
  sentStatus: v.nullable(v.number()),
  /** The id of the fault that was applied. */
  fault: v.nullable(v.number()),
  /** Whether the exchange is over, answered or not. */
  done: v.boolean(),
});

/** One request that arrived. */
export type LogEntry = v.InferOutput<typeof logEntrySchema>;

/** Headers that may carry a credential; `Authorization` is recorded by its scheme. */
const hidden = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key']);
const kept = 20_000;

/** The requests that arrived at the APIs, oldest first; those to the control door are not among them. */
export class RequestLog {
  readonly #entries: LogEntry[] = [];
  readonly #sockets = new WeakMap<Socket, number>();
  readonly #waiting = new Set<() => void>();
  #socketCount = 0;
  #arrived = 0;
  #changes = 0;

  /** Records a request that arrives. @param at Unix time in ms. */
  arrive(message: IncomingMessage, at: number): LogEntry {
    const entry: LogEntry = {
      number: ++this.#arrived,
      at,
      method: message.method ?? '',
      path: message.url ?? '',
      headers: headersWithoutCredential(message),
      authorization: schemeOf(message.headers.authorization),
      kid: kidOf(message.headers.authorization),
      socket: this.#numberOf(message.socket),
      carriedOut: false,
      apiStatus: null,
      sentStatus: null,
      fault: null,
      done: false,
    };
    this.#entries.push(entry);
    if (this.#entries.length > kept) this.#entries.shift();
    this.#changed();
    return entry;
  }

  /** Records what became of it. */
  update(entry: LogEntry, facts: Partial<LogEntry>): void {
    Object.assign(entry, facts);
    this.#changed();
  }

  get entries(): readonly LogEntry[] {
    return this.#entries;
  }

  /** Counts every arrival and every update. */
  get changes(): number {
    return this.#changes;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#changed();
  }

  /** Resolves when there are more than `changes` changes, or when the signal ends the waiting. */
  async changedSince(changes: number, signal: AbortSignal): Promise<void> {
    if (this.#changes > changes || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  #changed(): void {
    this.#changes++;
    for (const wake of [...this.#waiting]) wake();
  }

  #numberOf(socket: Socket): number {
    const known = this.#sockets.get(socket);
    if (known !== undefined) return known;
    this.#sockets.set(socket, ++this.#socketCount);
    return this.#socketCount;
  }
}

function headersWithoutCredential({ headers }: IncomingMessage): Record<string, string> {
  const shown = Object.entries(headers).filter(([name]) => !hidden.has(name));
  return Object.fromEntries(shown.map(([name, value]) => [name, String(value)]));
}

/** Not the first word as it is: a value sent without "Bearer" would be recorded. */
function schemeOf(authorization: string | undefined): LogEntry['authorization'] {
  if (authorization === undefined) return null;
  const [, scheme] = /^(basic|bearer) /i.exec(authorization) ?? [];
  if (scheme === undefined) return 'other';
  return scheme.toLowerCase() === 'basic' ? 'Basic' : 'Bearer';
}

/** Ids are public, values are not: nothing but a UUID is taken from it. */
function kidOf(authorization: string | undefined): string | null {
  const [, header = ''] = /^bearer ([\w-]+)\./i.exec(authorization ?? '') ?? [];
  const text = Buffer.from(header, 'base64url').toString('utf8');
  return /"kid":"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"/.exec(text)?.[1] ?? null;
}
