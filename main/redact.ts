/** Between two lines of a text that was wrapped, as itself or as JSON writes it. */
const wrap = String.raw`(?:\r|\n|\\r|\\n)+[ \t]*(?=[\w.%-]{16})`;
/** A dot, as an address may write it, once or twice over, JSON, or markup. */
const dot = String.raw`(?:\.|%(?:25)*2E|\\+u002E|&#0*46;|&#x0*2E;)`;
/** A JSON Web Token anywhere in a text: two base64url parts that begin as JSON does, and a third. */
const jwtPattern = new RegExp(
  String.raw`ey[AJ][\w-]{5,}(?:${wrap}[\w-]+)*={0,2}(?:(?:${wrap})?${dot}(?:${wrap})?(?:[\w+/=-]|${wrap})*){0,2}`,
  'gi',
);
const authorizationPattern = /\b(Basic|Bearer)\s+[\w.+/=-]+/gi;
/** Name and password before the host of an address. */
const addressPattern = /:\/\/[^\s/?#@]*@(?:[^\s/?#@]*@)*/g;
/** Whatever a key calls a secret: `newPassword`, `access_token`, `clientSecret`. */
const secretKey =
  /^(tokens?|value|secret|credentials?|itemText|pwd?|pass|cookie|jwt|auth|bearer)$|passw(or)?d|passphrase|authorization|secret$|_tokens?$|[a-z]Tokens?$|tokenValue|api[-_]?key|private[-_]?key/i;
/** The same as `name=value` or `name: value` in a text, an address or JSON. */
const namedPattern =
  /((?:passw(?:or)?d|passphrase|\bpwd|\bpass|secret|api[-_]?key|(?:access|refresh|ionos)_token|\btoken(?==))["']?\s*[=:]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s&,;"'}]+)/gi;
/** A header, to the end of its line or text. */
const cookiePattern = /(\b(?:set-)?cookie["']?\s*:\s*)([^\r\n"']|\\.)+/gi;
const deepest = 6;

/** The text without token values and credentials. */
export function redactText(text: string): string {
  return text
    .replace(authorizationPattern, '$1 [redacted]')
    .replace(addressPattern, '://[redacted]@')
    .replace(cookiePattern, '$1[redacted]')
    .replace(namedPattern, '$1[redacted]')
    .replace(jwtPattern, '[token redacted]');
}

/**
 * A copy for the log: strings are redacted, what stands under a secret's name is dropped, errors are
 * reduced to what they are and where they came from.
 */
export function redact(value: unknown, depth = 0): unknown {
  try {
    return redactAny(value, depth);
  } catch {
    // A proxy, a getter that throws: the log must not fail over what it was to say.
    return '[unreadable]';
  }
}

function redactAny(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'symbol' || typeof value === 'function') return `[${typeof value}]`;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof String) return redactText(value.toString());
  if (depth >= deepest) return '[too deep]';
  if (value instanceof Error) return redactError(value, depth);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return '[bytes]';
  if (value instanceof Map) return redactEntries([...value], depth);
  if (value instanceof Set) return redact([...value], depth + 1);
  if (Array.isArray(value)) return value.map((entry) => redact(entry, depth + 1));
  return redactEntries(Object.entries(value), depth);
}

function redactEntries(entries: readonly (readonly [unknown, unknown])[], depth: number): object {
  return Object.fromEntries(
    entries.map(([name, entry]) => {
      const key = String(name);
      return [redactText(key), secretKey.test(key) ? '[redacted]' : redact(entry, depth + 1)];
    }),
  );
}

function redactError(error: Error, depth: number): Record<string, unknown> {
  const code = 'code' in error ? { code: redact(error.code, depth + 1) } : {};
  const cause = error.cause === undefined ? {} : { cause: redact(error.cause, depth + 1) };
  return {
    name: redact(error.name, depth + 1),
    message: redact(error.message, depth + 1),
    ...code,
    ...cause,
    stack: redact(error.stack ?? '', depth + 1),
  };
}
