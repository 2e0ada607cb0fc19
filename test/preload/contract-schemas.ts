import type * as v from 'valibot';
import { requests } from '../../preload/contract.ts';

interface Request {
  readonly args: v.GenericSchema;
  readonly result: v.GenericSchema;
}

/** Every request of the contract, by its channel. */
export const channels = Object.entries(requests).flatMap(([topic, actions]) =>
  Object.entries<Request>(actions).map(([action, { args, result }]) => ({
    channel: `${topic}.${action}`,
    args,
    result,
  })),
);

interface Size {
  readonly path: string;
  readonly kind: 'string' | 'array';
  /** Most characters of a text or items of a list; Infinity: no end is named. */
  readonly max: number;
}

/** Every text and list in a schema that its type does not bound by itself. */
export function sizesOf(schema: unknown): Size[] {
  const sizes: Size[] = [];
  walk(schema, (part, path) => {
    const kind = part['type'];
    if (kind !== 'string' && kind !== 'array') return;
    const rules = (part['pipe'] ?? []) as readonly Readonly<Record<string, unknown>>[];
    const max = rules.find(({ type }) => type === 'max_length')?.['requirement'];
    const fixed = rules.some(({ type }) => type === 'uuid');
    sizes.push({ path, kind, max: fixed ? 36 : typeof max === 'number' ? max : Infinity });
  });
  return sizes;
}

/** Every key that a schema names, at any depth. */
export function keysOf(schema: unknown): Set<string> {
  const keys = new Set<string>();
  walk(schema, ({ entries }) => {
    for (const key of Object.keys(entries ?? {})) keys.add(key);
  });
  return keys;
}

/** Visits a schema and all that it is made of. */
function walk(
  schema: unknown,
  visit: (part: Readonly<Record<string, unknown>>, path: string) => void,
  path = '',
): void {
  if (typeof schema !== 'object' || schema === null) return;
  const part = schema as Readonly<Record<string, unknown>>;
  // What has no shape, or keys without end, could carry anything.
  if (!known.has(String(part['type']))) throw new Error(`${path}: ${String(part['type'])}`);
  visit(part, path);
  for (const [key, entry] of Object.entries(part['entries'] ?? {}))
    walk(entry, visit, `${path}.${key}`);
  walk(part['wrapped'], visit, path);
  walk(part['item'], visit, `${path}[]`);
  for (const inner of [part['options'], part['pipe']] as (readonly unknown[] | undefined)[])
    for (const other of inner ?? [])
      // The first of a pipe is the schema itself.
      if ((other as { kind?: string }).kind === 'schema' && !isSame(other, part))
        walk(other, visit, path);
}

/** The kinds of schema that these walks look into, or need not. */
const known: ReadonlySet<string> = new Set([
  ...['string', 'number', 'boolean', 'picklist', 'literal', 'undefined', 'void'],
  ...['strict_object', 'array', 'nullable', 'optional', 'exact_optional', 'union'],
]);

/** A pipe holds a copy of its schema in the first place. */
const isSame = (one: unknown, other: Readonly<Record<string, unknown>>): boolean =>
  (one as { type?: string }).type === other['type'];
