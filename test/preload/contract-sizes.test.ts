import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { events, requests, type Bridge, type Result } from '../../preload/contract.ts';
import { givesValue } from '../../main/ipc/value-door.ts';
import { channels, keysOf, sizesOf } from './contract-schemas.ts';

describe('a secret', () => {
  /** Requests whose result has a `value`, at any depth. */
  const withValue = channels
    .filter(({ result }) => keysOf(result).has('value'))
    .map(({ channel }) => channel);

  test('crosses in the results of three requests alone, which the door counts', () => {
    expect(withValue).toEqual(['tokens.generate', 'values.reveal', 'generated.reveal']);
    expect(new Set(withValue)).toEqual(givesValue);
  });

  test('does not fit into any other text of a result, whatever its key', () => {
    // The shortest value that IONOS gives has more than 700 characters.
    const roomy = channels.flatMap(({ channel, result }) =>
      sizesOf(result)
        .filter(({ kind, max }) => kind === 'string' && max > 500)
        .map(({ path }) => `${channel}${path}`),
    );
    expect(roomy).toEqual([
      'app.state.list.tokens[].note',
      'tokens.generate.value',
      'values.reveal.value',
      ...['paste', 'openFile', 'openDropped', 'environment'].map(
        (action) => `imports.${action}.notes.note`,
      ),
      'generated.reveal.value',
    ]);
  });

  test('never crosses with the state', () => {
    const keys = keysOf(events.changed);
    expect(keys.size).toBeGreaterThan(40);
    for (const name of ['value', 'token', 'password', 'secret', 'credential'])
      // `offers.token` says whether there is one.
      expect(name === 'token' ? keysOf(requests.tokens.generate.result) : keys).not.toContain(name);
    expect(
      v.is(requests.app.state.result.entries.session.entries.offers.entries.token, 'eyJ'),
    ).toBe(false);
  });

  test('has no other way out in the types either', () => {
    type Requests = {
      [T in keyof Omit<Bridge, 'onChanged' | 'onAct' | 'onOpenToken' | 'openDropped'>]: Bridge[T];
    };
    type ValueOf<F> = F extends (...args: never[]) => Promise<Result<infer R>>
      ? 'value' extends keyof R
        ? true
        : never
      : never;
    type Carriers = {
      [T in keyof Requests]: {
        [A in keyof Requests[T] as true extends ValueOf<Requests[T][A]> ? A : never]: A;
      };
    };
    type Named = { [T in keyof Carriers]: keyof Carriers[T] };
    expectTypeOf<Named>().toEqualTypeOf<{
      readonly app: never;
      readonly session: never;
      readonly tokens: 'generate';
      readonly values: 'reveal';
      readonly imports: never;
      readonly backups: never;
      readonly generated: 'reveal';
      readonly ghosts: never;
      readonly rotations: never;
      readonly updates: never;
      readonly store: never;
    }>();
  });
});

test('no text and no list, asked or answered, is without end', () => {
  const sizes = channels.flatMap(({ args, result }) => [...sizesOf(args), ...sizesOf(result)]);
  const all = [
    ...sizes,
    ...sizesOf(events.changed),
    ...sizesOf(events.act),
    ...sizesOf(events.openToken),
  ];
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(({ max }) => !(max <= 1_000_000))).toEqual([]);
});
