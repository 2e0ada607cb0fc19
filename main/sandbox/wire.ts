import { STATUS_CODES } from 'node:http';
import { failure, type Answer, type Json } from './answer.ts';
import type { FaultAnswer } from './fault.ts';

/** What is put on the wire. */
export type Wire =
  | {
      readonly way: 'whole';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Buffer;
    }
  | {
      readonly way: 'chunks';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Iterable<Buffer>;
    }
  | {
      readonly way: 'half';
      readonly status: number;
      readonly headers: Headers;
      readonly body: Buffer;
      readonly then: 'close' | 'stall';
    }
  | { readonly way: 'reset' | 'close' | 'silence' };

type Headers = Readonly<Record<string, string>>;

const json = { 'Content-Type': 'application/json' };

/** An answer as it is without a fault. */
export function wireOf({ status, body }: Answer): Wire {
  return { way: 'whole', status, headers: json, body: Buffer.from(JSON.stringify(body)) };
}

/** What a fault makes of an answer. */
export function faultyWire(answer: Answer, fault: FaultAnswer): Wire {
  const whole = (body: string | Buffer, headers: Headers = json, status = answer.status): Wire => ({
    way: 'whole',
    status,
    headers,
    body: Buffer.from(body),
  });
  const mapped = (change: (leaf: Json) => Json): Wire =>
    whole(JSON.stringify(mapLeaves(answer.body, change)));
  switch (fault.kind) {
    case 'status': {
      const message = fault.message ?? STATUS_CODES[fault.status] ?? 'Error';
      const { body } = failure(fault.status, message, fault.errorCode);
      const wait =
        fault.retryAfter === undefined ? {} : { 'Retry-After': String(fault.retryAfter) };
      return whole(JSON.stringify(body), { ...json, ...wait }, fault.status);
    }
    case 'reset':
    case 'close':
    case 'silence':
      return { way: fault.kind };
    case 'half-body': {
      const body = Buffer.from(JSON.stringify(answer.body));
      return { way: 'half', status: answer.status, headers: json, body, then: fault.then };
    }
    case 'html':
      return whole(page, { 'Content-Type': 'text/html; charset=utf-8' }, fault.status);
    case 'wrong-json':
      return whole('{"tokens":[{"id":');
    case 'wrong-types':
      return mapped((leaf) => (typeof leaf === 'string' ? 42 : JSON.stringify(leaf)));
    case 'gigantic':
      return {
        way: 'chunks',
        status: answer.status,
        headers: json,
        body: giganticBody(fault.bytes),
      };
    case 'deep-json':
      return whole(`{"tokens":${'['.repeat(fault.depth)}${']'.repeat(fault.depth)}}`);
    case 'hostile-text':
      return mapped((leaf) => (typeof leaf === 'string' ? `${hostileText}${leaf}` : leaf));
    case 'huge-token':
      return mapped((leaf) => (typeof leaf === 'string' ? enlarge(leaf, fault.characters) : leaf));
    case 'empty':
      return whole('', {}, 200);
    case 'utc-suffix':
      return mapped((leaf) => (isDate(leaf) ? `${leaf}[UTC]` : leaf));
    case 'redirect':
      return whole('', { Location: fault.location }, fault.status);
    case 'content-type':
      return whole(JSON.stringify(answer.body), { 'Content-Type': fault.contentType });
    case 'invalid-utf8':
      return whole(spoilUtf8(JSON.stringify(answer.body)));
    case 'custom':
      return whole(fault.body, fault.headers, fault.status);
  }
}

const page =
  '<!doctype html><html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>';

/** Markup, a script, control characters, a direction override and a terminal's escape. */
const hostileText =
  '<img src=x onerror="document.title=\'pwned\'"><script>document.title="pwned"</script>\u0000\u0007\u001b[31m\u202e\r\n';

function mapLeaves(value: Json, change: (leaf: Json) => Json): Json {
  if (value === null || typeof value !== 'object') return change(value);
  if (Array.isArray(value)) return value.map((item: Json) => mapLeaves(item, change));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapLeaves(item, change)]),
  );
}

function isDate(leaf: Json): leaf is string {
  return typeof leaf === 'string' && /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(leaf);
}

/** Pads a value's payload to about this many characters of valid JSON; leaves other texts alone. */
function enlarge(text: string, characters: number): string {
  const [header, payload, signature] = text.split('.');
  if (!header?.startsWith('eyJ') || !payload || !signature) return text;
  const claims = Buffer.from(payload, 'base64url').toString('utf8').slice(0, -1);
  const padding = 'x'.repeat(Math.max(0, Math.ceil((characters * 3) / 4) - claims.length - 14));
  const enlarged = Buffer.from(`${claims},"padding":"${padding}"}`).toString('base64url');
  return `${header}.${enlarged}.${signature}`;
}

function spoilUtf8(text: string): Buffer {
  const start = text.indexOf('":"') + 3;
  const bytes = Buffer.from([0xff, 0xfe, 0xc3, 0x28]);
  return Buffer.concat([Buffer.from(text.slice(0, start)), bytes, Buffer.from(text.slice(start))]);
}

/** A generator, so that nothing gigantic is held in memory. */
function* giganticBody(bytes: number): Iterable<Buffer> {
  const [head, tail] = ['{"tokens":[],"padding":"', '"}'];
  yield Buffer.from(head);
  const chunk = Buffer.alloc(64 * 1024, 'x');
  for (let left = bytes - head.length - tail.length; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length));
  yield Buffer.from(tail);
}
