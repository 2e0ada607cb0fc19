import { describe, expect, test } from 'vitest';
import { ghostCandidates, waitedFor } from '../../../main/tokens/ghosts.ts';
import type { GenerateIntent } from '../../../main/vault/journal.ts';
import { anIntent } from '../../support/core/an-intent.ts';

const second = 1000;
const hour = 3600 * second;
/** The local clock when the request began. */
const startedAt = Date.UTC(2026, 10, 23, 12, 0, 0, 700);

const intent = anIntent({ idsBefore: ['before'], startedAt, clockOffsetMs: 0 });

interface Listed {
  readonly id?: string;
  /** When it was created, ms after the request by the server's clock; null: cannot be read. */
  readonly after?: number | null;
  /** Its lifetime, ms; null: its end cannot be read. */
  readonly lives?: number | null;
}

function candidates(
  { id = 'new', after = 0, lives = hour }: Listed,
  { more = {}, known = [] }: { more?: Partial<GenerateIntent>; known?: string[] } = {},
): string[] {
  const whole = { ...intent, ...more };
  const createdAt = after === null ? null : startedAt + (whole.clockOffsetMs ?? 0) + after;
  const expiresAt = lives === null ? null : (createdAt ?? startedAt) + lives;
  const listing = { tokens: [{ id, createdAt, expiresAt }], serverDate: null };
  return ghostCandidates(whole, listing, new Set(known), startedAt).map((token) => token.id);
}

describe('a token on the list may come from the request', () => {
  test.each<[string, Listed, Partial<GenerateIntent>?]>([
    ['made at that moment', {}],
    ['made in the same second, which is all that dates tell', { after: -700 }],
    ['made by a clock that is a second behind', { after: -2 * second }],
    ['made when the time limit was over', { after: 45 * second }],
    ['made three minutes later', { after: 180 * second }],
    ['of a lifetime that is a second off', { lives: hour + second }],
    ['without a date that can be read', { after: null, lives: null }],
    ['with a creation date in words', { after: null, lives: 7 * hour }],
    ['with an end in words', { lives: null }],
    ['by the clock of a server an hour ahead', {}, { clockOffsetMs: hour }],
    ['by the clock of a server a day behind', {}, { clockOffsetMs: -24 * hour }],
    ['at any time where the server told none', { after: 9 * hour }, { clockOffsetMs: null }],
    ['by its id, whatever its dates', { after: 9 * hour, lives: second }, { tokenId: 'new' }],
  ])('%s', (_, listed, more = {}) => {
    expect(candidates(listed, { more })).toEqual(['new']);
  });
});

describe('a token on the list is another', () => {
  test.each<[string, Listed, Partial<GenerateIntent>?]>([
    ['it was there before', { id: 'before' }],
    ['it is older', { after: -3 * second }],
    ['it is much younger', { after: 181 * second }],
    ['it lives longer than was asked for', { lives: hour + 3 * second }],
    ['it lives shorter than was asked for', { lives: 60 * second }],
    [
      'its lifetime differs, and the server told no time',
      { lives: 2 * hour },
      { clockOffsetMs: null },
    ],
    ['the id of the value is known', {}, { tokenId: 'some-other' }],
  ])('%s', (_, listed, more = {}) => {
    expect(candidates(listed, { more })).toEqual([]);
  });

  test('its value is kept here', () => {
    expect(candidates({}, { known: ['new'] })).toEqual([]);
  });
});

test("another program's token of the same minute and lifetime is named beside it", () => {
  const token = (id: string) => ({ id, createdAt: startedAt, expiresAt: startedAt + hour });
  const listing = { tokens: [token('before'), token('a'), token('b')], serverDate: null };
  expect(ghostCandidates(intent, listing, new Set(), startedAt).map(({ id }) => id)).toEqual([
    'a',
    'b',
  ]);
});

test.each<[string, number | null, number, number]>([
  ['both clocks', 200, 200, 200],
  ['the one that is behind, be it the server’s', 100, 200, 100],
  ['or the one here', 200, 100, 100],
  ['the clock here set back says how far it is away', 200, -3_600, 200],
  ['none, without the server’s', null, 3_600, 0],
])('how long a question has been open is said by %s', (_, server, here, waited) => {
  const serverNow = server === null ? null : startedAt + server * second;
  const open = { ...intent, clockOffsetMs: 0 };
  expect(waitedFor(open, serverNow, startedAt + here * second)).toBe(waited * second);
});
