import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockOffsetOf, parseApiDate } from '../../../main/auth-api/dates.ts';

test.each([
  ['2025-09-23T07:29:44Z', Date.UTC(2025, 8, 23, 7, 29, 44)],
  ['2025-09-23T07:29:44Z[UTC]', Date.UTC(2025, 8, 23, 7, 29, 44)],
  ['2025-09-23T07:29:44.123Z', Date.UTC(2025, 8, 23, 7, 29, 44, 123)],
  ['2025-09-23T07:29:44.123456Z', Date.UTC(2025, 8, 23, 7, 29, 44, 123)],
  ['2025-09-23T09:29:44+02:00', Date.UTC(2025, 8, 23, 7, 29, 44)],
  ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
])('%s is a date', (text, ms) => {
  expect(parseApiDate(text)).toBe(ms);
});

test.each([
  '',
  'yesterday',
  '1727076584',
  '2025-09-23',
  '2025-09-23 07:29:44',
  '2025-09-23T07:29:44',
  '2025-09-23T07:29:44Z[Europe/Berlin]',
  '2025-13-23T07:29:44Z',
  '2025-09-23T25:29:44Z',
  'x2025-09-23T07:29:44Z',
  '2025-09-23T07:29:44Z ',
])('%j is none', (text) => {
  expect(parseApiDate(text)).toBeNull();
});

test('every second of the API reads as itself, with the suffix and without', () => {
  const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
  fc.assert(
    fc.property(seconds, fc.boolean(), (second, suffixed) => {
      const text = new Date(second * 1000).toISOString().replace('.000Z', 'Z');
      expect(parseApiDate(suffixed ? `${text}[UTC]` : text)).toBe(second * 1000);
    }),
  );
});

test.each([
  ['ahead', 1_000, 400, 600],
  ['behind', 400, 1_000, -600],
  ['that is not known', null, 1_000, null],
  ['against a clock here that is centuries off', Date.UTC(2026, 0), Date.UTC(2400, 0), null],
])("the offset of a server's clock %s", (_, server, here, offset) => {
  expect(clockOffsetOf(server, here)).toBe(offset);
});
