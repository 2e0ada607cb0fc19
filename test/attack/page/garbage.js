/* global document, vault */
// Runs in the page, as injected script would: calls every method of the bridge with generated inputs and
// tells what came back. Plain script on purpose: what it makes cannot cross from Node to the page.

/** A small seeded generator of numbers below `n` (mulberry32). */
const numbers = (seed) => {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * n);
  };
};

const leaves = [
  () => null,
  () => true,
  () => 0,
  () => -0,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => 2 ** 53,
  () => 3600,
  () => 10n ** 40n,
  () => '',
  () => '\0',
  () => '*',
  () => '../../etc/passwd',
  () => '__proto__',
  () => 'constructor',
  () => '\ud800',
  () => 'eyJ0eXAi.eyJpc3M.c2ln',
  () => '5cb9b8b2-6a0c-4ed5-a6bb-5a3ad4f1f7a0',
  () => 'x'.repeat(100_000),
  () => new Date(Number.NaN),
  () => /(a+)+$/,
  () => new Map([['tokenId', 'x']]),
  () => new Set([1]),
  () => new Uint8Array(1_000),
  () => new ArrayBuffer(8),
  () => new Error('thrown'),
  () => Symbol('no clone'),
  () => () => 'called',
  () => document.body,
  () =>
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('trap');
        },
      },
    ),
  () => Object.create(null),
  () => {
    const loop = {};
    loop.self = loop;
    return loop;
  },
  () => {
    let deep = {};
    for (let n = 0; n < 2_000; n += 1) deep = { deep };
    return deep;
  },
];

const names = [
  'tokenId',
  'operationId',
  'text',
  'token',
  'endpoint',
  'email',
  'password',
  'contractNumber',
  'revoke',
  'keep',
  'ttlSeconds',
  'label',
  'note',
  'usedIn',
  'color',
  'path',
  '__proto__',
  'constructor',
  'toString',
  'then',
  'length',
  'clipboardClearSeconds',
];

const garbage = (below, depth = 0) => {
  const kind = below(depth > 2 ? 6 : 10);
  if (kind < 6) return leaves[below(leaves.length)]();
  if (kind < 8) return Array.from({ length: below(4) }, () => garbage(below, depth + 1));
  const made = {};
  for (let n = below(6); n > 0; n -= 1)
    Object.defineProperty(made, names[below(names.length)], {
      value: garbage(below, depth + 1),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return made;
};

/** What is not of the kind of `right`: it must not be taken for it. */
const ofAnotherKind = (below, right) => {
  for (;;) {
    const wrong = garbage(below);
    if (typeof wrong !== typeof right) return wrong;
  }
};

const tails = [
  '\0',
  '\u202e',
  '<img src=x onerror=alert(1)>',
  'x'.repeat(5_000),
  'x'.repeat(1_500_000),
];

const spoilers = [
  // a field that nobody knows
  (below, right) =>
    Object.defineProperty({ ...right }, `${names[below(names.length)]}s`, {
      value: garbage(below),
      enumerable: true,
    }),
  // a field of another kind
  (below, right) => {
    const fields = Object.keys(right);
    const field = fields[below(fields.length)];
    return { ...right, [field]: ofAnotherKind(below, right[field]) };
  },
  // a text that is none of those that it may be, or much too long, or markup
  (below, right) => {
    const fields = Object.keys(right);
    const field = fields[below(fields.length)];
    const text = String(right[field]);
    return { ...right, [field]: `${text}${tails[below(tails.length)]}` };
  },
  (_below, right) => [right],
  (_below, right) => Object.create(right),
  (_below, right) => JSON.stringify(right),
  (_below, right) => new Map(Object.entries(right)),
];

/** Arguments that would fit, with one thing wrong. */
const spoiled = (below, right) =>
  typeof right === 'object'
    ? spoilers[below(spoilers.length)](below, right)
    : ofAnotherKind(below, right);

/** What a file that was dropped may be said to be. */
const droppings = (below) => {
  const kind = below(4);
  if (kind === 0) return new File(['eyJ0eXAi.eyJpc3M.c2ln'], '../../etc/passwd');
  if (kind === 1) return new Blob(['x']);
  if (kind === 2) return { name: 'token.txt', path: '/etc/passwd', __proto__: File.prototype };
  return garbage(below);
};

/** Drops `count` things that are no file of the disk. @returns what the bridge answered, by how often. */
globalThis.dropGarbage = async (seed, count) => {
  const below = numbers(seed);
  const answers = {};
  for (let n = 0; n < count; n += 1) {
    let answer;
    try {
      answer = await vault.openDropped(droppings(below));
    } catch (error) {
      // No file: it never left the page. The words are Electron's.
      answer = { thrown: error instanceof Error ? error.name : typeof error };
    }
    const told = JSON.stringify(answer);
    answers[told] = (answers[told] ?? 0) + 1;
  }
  return answers;
};

/**
 * @param right arguments that fit, by topic and act: three of four inputs are one of them, spoiled.
 * @returns how often each method was refused by which code; `values`: answers that look like a value.
 */
globalThis.throwGarbage = async (seed, count, longest, right) => {
  const below = numbers(seed);
  const methods = Object.entries(vault).flatMap(([topic, actions]) =>
    typeof actions === 'object' ? Object.keys(actions).map((action) => [topic, action]) : [],
  );
  const answers = {};
  const values = [];
  const odd = [];
  for (let n = 0; n < count; n += 1) {
    const [topic, action] = methods[n % methods.length];
    const fits = right[topic]?.[action];
    const round = Math.floor(n / methods.length);
    const input =
      round === 0
        ? 'x'.repeat(longest)
        : round === 1 && fits?.label !== undefined
          ? // Markup is a label as good as any: whatever the numbers, something goes past the schemas.
            { ...fits, label: `${fits.label}<img src=x onerror=alert(1)>` }
          : fits !== undefined && round % 4 !== 0
            ? spoiled(below, fits)
            : garbage(below);
    let answer;
    try {
      answer = await vault[topic][action](input, 'one too many');
    } catch {
      // The bridge itself cannot clone it: it never left the page.
      answer = { ok: false, error: { code: 'NOT_CLONED' } };
    }
    const name = `${topic}.${action}`;
    const { ok, error } = answer ?? {};
    if (JSON.stringify(answer)?.includes('eyJ')) values.push(name);
    // Nothing to change is a right argument.
    const unchanged = name === 'app.changeSettings' && ok === true;
    if (unchanged) continue;
    if (ok !== false || typeof error?.code !== 'string')
      odd.push(`${name}: ${JSON.stringify(answer)}`);
    else (answers[name] ??= {})[error.code] = (answers[name]?.[error.code] ?? 0) + 1;
  }
  return { answers, values, odd };
};
